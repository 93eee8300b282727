// function: unsupported_partial_bytes
// signature: double(const double*,int)
// expect: refused costate-unsupported-partial-copy
// construct: copies of half a number

#include <cstring>

double unsupported_partial_bytes(const double *x, int n) {
  double copies[4] = {0};
  memcpy(copies, x, 2 * sizeof(double) + 4);
  return copies[0] * copies[1] * n;
}
