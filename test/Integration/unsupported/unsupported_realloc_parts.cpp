// function: unsupported_realloc_parts
// signature: double(const double*,int)
// expect: refused costate-unsupported-allocation
// construct: `realloc` of a block that was allocated as other, smaller objects

#include <cstdlib>

struct Header {
  double first, second;
};

double unsupported_realloc_parts(const double *x, int n) {
  double *v = (double *)malloc(3 * sizeof(double));
  v[0] = x[0];
  v[1] = x[0] * x[0];
  v[2] = x[n - 1];
  Header *h = (Header *)realloc(v, 2 * sizeof(Header));
  double s = h[0].second * h[1].first;
  free(h);
  return s;
}
