// covers: bits of numbers that depend on the input decide; exponents and hashes from bits; float and double; a constant made of bits that depend on n
// function: bit_casts_decide
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.0 5.5
// standard: c++20
// oracle: differences
// family: C and extensions
// construct: `std::bit_cast` of numbers with a derivative to the same numbers, of others to bits

#include <bit>
#include <cstdint>

static double powerOfTwo(int n) { return std::bit_cast<double>(std::uint64_t(1023 + n) << 52); }

static int exponent(double x) { return int(std::bit_cast<std::int64_t>(x) >> 52 & 0x7ff) - 1023; }

double bit_casts_decide(const double *x, int n) {
  double s = 0.0;
  float scale = std::bit_cast<float>(0x3fc00000u + (std::uint32_t(n) << 20));
  for (int i = 0; i < n; i++) {
    auto bits = std::bit_cast<std::uint64_t>(x[i]);
    double y = x[i] * x[i];
    if (bits >> 63)
      y *= powerOfTwo(i + 1);
    if (exponent(x[i]) > 0)
      y += std::bit_cast<double>(x[i]) * scale;
    s += y * x[(i + 1) % n];
  }
  return s + powerOfTwo(-n) * x[0];
}
