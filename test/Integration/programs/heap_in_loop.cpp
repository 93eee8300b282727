// covers: a work array allocated and released in each iteration, of varying size
// function: heap_in_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

#include <cstdlib>

double heap_in_loop(const double *x, int n) {
  double s = 0.0;
  for (int i = 1; i <= n; i++) {
    double *prefix = (double *)malloc(i * sizeof(double));
    prefix[0] = x[0];
    for (int j = 1; j < i; j++)
      prefix[j] = prefix[j - 1] * x[j] + 0.5;
    s += prefix[i - 1] * prefix[i / 2];
    free(prefix);
  }
  return s;
}
