// covers: the constant in front, behind, with the sign of the number, in a fused sum; the bits of the sum; other constants
// function: rounding_sums
// signature: double(double,double)
// at: 1.3 0.8
// at: -2.4 4.25
// oracle: differences
// value: rounded
// family: expressions
// construct: numbers rounded by adding and subtracting a large constant

#include <cmath>
#include <cstdint>
#include <cstring>

static const double shift = 6755399441055744.0; // 1.5 * 2^52

/// exp(x) as libraries compute it: 2^k exp(x - k log(2)), k by the bits of a sum.
static double exponential(double x) {
  double sum = x * 1.4426950408889634 + shift;
  std::int64_t k;
  std::memcpy(&k, &sum, sizeof k);
  double rest = x - (sum - shift) * 0.6931471805599453, term = 1.0, result = 1.0;
  for (int i = 1; i < 18; i++)
    result += term *= rest / i;
  std::uint64_t bits = static_cast<std::uint64_t>(k + 1023) << 52;
  double power;
  std::memcpy(&power, &bits, sizeof power);
  return result * power;
}

double rounding_sums(double x, double y) {
  double s = exponential(x) + exponential(y * 0.3) * x;
  double signs = std::copysign(4503599627370496.0, x);
  s += ((x + signs) - signs) * y;                   // away from zero
  s += (shift - (y + shift)) * x;                   // the opposite
  s += (std::fma(x, 3.0, shift) - shift) * y;       // one rounding
  s += ((x - shift) + shift) * y;                   // below
  double up = x > 0.0 ? shift : -shift;
  s += x * ((y + up) - up);
  float f = static_cast<float>(y), magic = 12582912.0f;
  s += x * static_cast<double>((f + magic) - magic);
  s += ((x + 24.0) - 24.0) * y;                     // no rounding to integers
  double parts = x * 134217729.0, high = parts - (parts - x); // x in two parts
  return s + (high + (x - high)) * y;
}
