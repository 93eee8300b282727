// function: unsupported_serialized
// signature: double(const double*,int)
// expect: refused costate-unsupported-untyped-copy
// construct: numbers that are written into a buffer of bytes

#include <cstring>

double unsupported_serialized(const double *x, int n) {
  char buffer[64];
  for (int i = 0; i < n && i < 8; i++) {
    double value = x[i] * x[i];
    memcpy(buffer + 8 * i, &value, sizeof value);
  }
  double last;
  memcpy(&last, buffer + 8 * (n - 1), sizeof last);
  return last;
}
