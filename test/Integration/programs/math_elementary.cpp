// covers: the elementary functions in one expression each
// function: math_elementary
// signature: double(double,double)
// at: 1.3 0.7
// at: 1.25 0.33
// family: Mathematics
// construct: elementary functions

#include <cmath>

double math_elementary(double x, double y) {
  double s = std::sin(x) * std::cos(y) + std::tan(x * 0.5);
  s += std::asin(y) + acos(y * 0.5) * std::atan(x);
  s += std::sinh(y) - std::cosh(x) * std::tanh(x * y);
  s += std::asinh(x) + std::acosh(x + 1.0) + std::atanh(y);
  s += std::exp(-x) + std::exp2(y) + std::expm1(y);
  s += std::log(x) + std::log2(x + y) + std::log10(x) + std::log1p(y);
  s += std::sqrt(x) + std::cbrt(y) + std::pow(x, y) + std::pow(x, 3) + std::pow(2.0, y);
  s += std::erf(x) + std::erfc(y) + std::tgamma(x) + std::lgamma(x + y);
  s += std::atan2(x, y) + std::hypot(x, y) + std::hypot(x, y, 2.0);
  s += std::fabs(y - x) + std::abs(x - y) + std::fmod(x, y) + std::remainder(x, y);
  s += std::fma(x, y, x) + std::copysign(x, -y) + std::floor(x) * y + std::round(y) * x;
  return s;
}
