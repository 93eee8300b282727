// function: unsupported_realloc
// signature: double(double*,int)
// expect: refused costate-active-reallocation
// construct: `realloc` of differentiated memory that the caller allocated

#include <cstdlib>

static void grow(double **v, int n) { *v = (double *)realloc(*v, (n + 1) * sizeof(double)); }

double unsupported_realloc(double *x, int n) {
  grow(&x, n);
  x[n] = x[0] * x[n - 1];
  double s = x[n];
  free(x);
  return s;
}
