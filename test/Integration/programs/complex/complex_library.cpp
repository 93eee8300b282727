// covers: functions of complex numbers in the four quadrants, next to branch cuts too
// family: Complex numbers
// construct: functions of complex numbers
// function: complex_library
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// at: -0.6 -0.3
// at: 2.2 -0.1
// oracle: differences

#include <complex>

using number = std::complex<double>;

static double weigh(number z, int k) { return z.real() * (0.3 + 0.01 * k) - z.imag() * (0.2 - 0.02 * k); }

double complex_library(double x, double y) {
  number z(x, y), w(0.3 * y, x - 0.5);
  double s = std::abs(z) + std::arg(z) * 0.5 + std::norm(w);
  number values[] = {std::exp(z),   std::log(z),   std::sqrt(z),  std::sin(z),        std::cos(z),     std::tan(z),
                     std::asin(z),  std::acos(z),  std::atan(z),  std::sinh(z),       std::cosh(z),    std::tanh(z),
                     std::asinh(z), std::acosh(z), std::atanh(w), std::log10(z),      std::proj(z),    std::pow(z, w),
                     std::pow(z, 3), std::pow(z, 1.7), std::pow(2.5, z), std::pow(w, number(2.0, -1.0)), std::exp(-z * z)};
  for (int k = 0; k < int(sizeof values / sizeof values[0]); ++k)
    s += weigh(values[k], k) * (k % 2 ? 1.0 : -1.0);
  return s;
}
