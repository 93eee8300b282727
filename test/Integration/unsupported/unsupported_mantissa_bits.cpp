// function: unsupported_mantissa_bits
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: a part of a number's mantissa with another exponent

#include <cstdint>
#include <cstring>

double unsupported_mantissa_bits(double x, double y) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  bits = (bits & 0x000fffffff000000ull) | 0x3ff0000000000000ull;
  double rounded;
  std::memcpy(&rounded, &bits, sizeof rounded);
  return rounded * y;
}
