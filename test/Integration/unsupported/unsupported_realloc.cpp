// function: unsupported_realloc
// signature: double(const double*,int)
// expect: refused costate-unsupported-allocation
// construct: `realloc`

#include <cstdlib>

double unsupported_realloc(const double *x, int n) {
  double *v = (double *)malloc(sizeof(double));
  v[0] = x[0];
  v = (double *)realloc(v, n * sizeof(double));
  for (int i = 1; i < n; i++)
    v[i] = v[i - 1] * x[i];
  double s = v[n - 1];
  free(v);
  return s;
}
