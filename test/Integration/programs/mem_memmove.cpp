// covers: memmove with overlap, to the right and to the left
// function: mem_memmove
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstring>

double mem_memmove(const double *x, int n) {
  double a[16];
  for (int i = 0; i < n; i++)
    a[i] = x[i] * (i + 1);
  memmove(&a[1], &a[0], (n - 1) * sizeof(double));
  a[0] = a[1] * a[2];
  memmove(a + 1, a + 2, (n - 2) * sizeof(double));
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += a[i] * a[i] * (i + 1);
  return s;
}
