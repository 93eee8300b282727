// covers: numbers taken apart into mantissa and exponent by their bits, a logarithm made of both
// function: bits_exponent
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.7 300.0 -77.0 0.9 1.2 -1.5e3
// oracle: differences
// family: Variables and memory
// construct: bits of numbers through `memcpy` of one number: exponents, mantissas

#include <cstdint>
#include <cstring>

static double take_apart(double x, int &exponent) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  exponent = static_cast<int>((bits >> 52) & 0x7ff) - 1023;
  bits = (bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull;
  double mantissa;
  std::memcpy(&mantissa, &bits, sizeof mantissa);
  return mantissa;
}

static double logarithm(double x) {
  int exponent;
  double m = take_apart(x, exponent);
  double t = (m - 1.5) / (m + 1.5), square = t * t;
  double series = 0.0;
  for (int k = 20; k >= 0; k--)
    series = series * square + 2.0 / (2 * k + 1);
  return series * t + 0.405465108108164381978 + exponent * 0.693147180559945309417;
}

static float half(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  bits = (bits & 0x807fffffu) | 0x3f000000u;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

double bits_exponent(const double *x, int n) {
  double sum = 0.0, state = 1.0;
  for (int i = 0; i < n; i++) {
    int exponent;
    double mantissa = take_apart(x[i] * state, exponent);
    state = exponent > 3 ? mantissa * 0.5 : mantissa + x[i] * 1e-3;
    sum += logarithm(x[i] * x[i]) * state + (exponent - 2) * mantissa;
  }
  float single = half(static_cast<float>(x[0]));
  std::uint64_t ones;
  std::memset(&ones, 0xff, sizeof ones);
  double none;
  std::memset(&none, 0xff, sizeof none);
  return sum + static_cast<double>(single > 2.0f) + (none == none ? sum : 0.0);
}
