// function: complex_functions
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.6 0.4
// oracle: differences
// family: Complex numbers
// construct: `std::complex`: arithmetic, functions, in containers

#include <cmath>
#include <complex>

double complex_functions(double x, double y) {
  std::complex<double> z(x, y), i(0.0, 1.0);
  auto e = std::exp(i * z), l = std::log(z), s = std::sqrt(z * z + 1.0), p = std::pow(z, 3);
  return std::abs(e) + std::arg(l) + s.real() * p.imag() + std::polar(x, y).real() + std::sin(z).imag();
}
