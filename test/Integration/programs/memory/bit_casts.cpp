// covers: bit casts of numbers to the same type, of constants, of integers that decide; memcpy between equal types
// function: bit_casts
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// oracle: differences
// family: C and extensions
// construct: `std::bit_cast` of numbers with a derivative to the same numbers, of others to bits

#include <bit>
#include <cstdint>
#include <cstring>

struct Pair {
  double a, b;
};

double bit_casts(double x, double y) {
  Pair back{x, y * y};
  back.a *= back.b;
  double same = std::bit_cast<double>(back.a);
  bool negative = std::bit_cast<std::uint64_t>(x) >> 63;
  Pair copy;
  std::memcpy(&copy, &back, sizeof copy);
  double s = negative ? copy.a : copy.b * same;
  return s + std::bit_cast<double>(std::uint64_t(0x3ff8000000000000)) * x;
}
