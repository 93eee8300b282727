// function: unsupported_active_bits
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: bit patterns of active values through `memcpy`

#include <cstring>

double unsupported_active_bits(double x, double y) {
  double z = x * y;
  unsigned long long bits;
  memcpy(&bits, &z, sizeof bits);
  bits &= ~1ull;
  memcpy(&z, &bits, sizeof z);
  return z * x;
}
