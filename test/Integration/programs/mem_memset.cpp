// covers: memset to zero kills derivatives; of integers it is inactive
// function: mem_memset
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstring>

double mem_memset(const double *x, int n) {
  double a[16];
  int count[4];
  memset(count, 0, sizeof(count));
  for (int i = 0; i < n; i++)
    a[i] = x[i] * x[i];
  double before = a[1] * a[2];
  memset(&a[1], 0, 2 * sizeof(double));
  for (int i = 0; i < n; i++) {
    count[i % 4]++;
    a[i] += x[(i + 1) % n] * count[i % 4];
  }
  return before + a[0] * a[1] + a[2] * a[n - 1];
}
