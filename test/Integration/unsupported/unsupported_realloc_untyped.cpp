// function: unsupported_realloc_untyped
// signature: double(const double*,int)
// expect: refused costate-unsupported-allocation
// construct: `realloc` of storage whose type is not visible

#include <cstdlib>

static void *grow(void *block, std::size_t bytes) { return realloc(block, bytes); }

double unsupported_realloc_untyped(const double *x, int n) {
  double *v = (double *)malloc(sizeof(double));
  v[0] = x[0];
  v = (double *)grow(v, n * sizeof(double));
  for (int i = 1; i < n; i++)
    v[i] = v[i - 1] * x[i];
  double s = v[n - 1];
  free(v);
  return s;
}
