// function: unsupported_realloc_callee
// signature: double(const double*,int)
// expect: refused costate-active-reallocation
// construct: `realloc` in a recursive function of what its caller allocated

#include <cstdlib>

static double *fill(double *v, const double *x, int n, int depth) {
  if (n == 0)
    return v;
  v = (double *)realloc(v, (depth + 1) * sizeof(double));
  v[depth] = x[0] * (depth ? v[depth - 1] : 1.0);
  return fill(v, x + 1, n - 1, depth + 1);
}

double unsupported_realloc_callee(const double *x, int n) {
  double *v = fill((double *)malloc(sizeof(double)), x, n, 0);
  double s = v[n - 1];
  free(v);
  return s;
}
