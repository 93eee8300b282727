// covers: the rest of <cmath> with both arguments active, in every quadrant
// function: math_second_arguments
// signature: double(double,double)
// at: 1.3 0.7
// at: -1.3 0.6
// at: -0.9 -2.1
// at: 0.8 -0.4
// oracle: differences
// second: no
// family: Mathematics
// construct: powers, gamma and error functions, `hypot`, `atan2`, `fmod`, `remainder`, `fma`, `copysign`, rounding

#include <cmath>

double math_second_arguments(double x, double y) {
  double s = std::atan2(y, x) * std::atan2(x, y);
  s += std::hypot(x, y) + std::hypot(x, y, x * y) + std::fmod(5.3 * x, 1.1 + y * y) + std::remainder(7.1 * y, 1.3 + x * x);
  s += std::fma(x, y, x) + std::fdim(x, y) * std::fmax(x, 2.0 * y) + std::fmin(x * x, y) + std::copysign(x, y);
  s += std::tgamma(1.5 + x * x) + std::lgamma(0.5 + y * y) + std::erf(x) * std::erfc(y) + std::cbrt(x) * std::cbrt(y);
  s += std::pow(x * x, y) + std::pow(x, 3) + std::pow(y, -2) + std::pow(2.0, x) + std::exp2(y) + std::expm1(x) + std::log1p(x * x);
  s += std::asinh(x) + std::acosh(1.5 + y * y) + std::atanh(0.4 * x) + std::sinh(x) * std::cosh(y) + std::tanh(x * y);
  s += std::asin(0.5 * x) + std::acos(0.4 * y) + std::log2(0.1 + x * x) + std::log10(0.2 + y * y) + std::fabs(x) * std::abs(y);
  s += std::floor(x) * y + std::ceil(y) * x + std::trunc(3.0 * x) * y + std::round(2.0 * y) * x + std::rint(x) * y + std::nearbyint(y) * x;
  return s;
}
