// covers: several work arrays from malloc, one of them released early
// function: heap_malloc
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

#include <cmath>
#include <cstdlib>

double heap_malloc(const double *x, int n) {
  double *a = (double *)malloc(n * sizeof(double));
  double *b = (double *)malloc(sizeof(double) * n);
  for (int i = 0; i < n; i++)
    a[i] = std::sin(x[i]);
  for (int i = 0; i < n; i++)
    b[i] = a[i] * a[n - 1 - i];
  free(a);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += std::exp(b[i]) * x[i];
  free(b);
  return s;
}
