// function: unsupported_bit_cast_active
// signature: double(double,double)
// standard: c++20
// expect: refused costate-reinterpreted-active
// construct: numbers made of the bits of numbers that carry a derivative

#include <bit>
#include <cstdint>

double unsupported_bit_cast_active(double x, double y) {
  auto bits = std::bit_cast<std::uint64_t>(x * y);
  return std::bit_cast<double>(bits & ~std::uint64_t(1)) * x;
}
