// covers: three heap buffers rotated through pointers, one freed and replaced inside the loop
// function: ptr_three_buffers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: pointers re-seated and swapped, also by active data and in `while` loops

#include <cstdlib>
#include <cstring>

double ptr_three_buffers(const double *x, int n) {
  double *now = (double *)malloc(n * sizeof(double)), *before = (double *)malloc(n * sizeof(double)),
         *next = (double *)malloc(n * sizeof(double));
  memcpy(now, x, n * sizeof(double));
  for (int i = 0; i < n; i++)
    before[i] = x[n - 1 - i] * 0.5;
  for (int step = 0; step < 5; step++) {
    for (int i = 0; i < n; i++)
      next[i] = 2.0 * now[i] - before[i] + 0.1 * now[(i + 1) % n] * now[(i + n - 1) % n];
    double *spare = before;
    before = now;
    now = next;
    next = spare;
    if (next[0] > now[1]) {
      free(next);
      next = (double *)calloc(n, sizeof(double));
      next[step % n] = now[0];
      now[0] += next[step % n] * before[1];
    }
  }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += now[i] * before[i];
  free(now);
  free(before);
  free(next);
  return s;
}
