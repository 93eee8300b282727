// covers: std::complex<float>, conversion between complex<float> and complex<double>
// family: Complex numbers
// construct: `std::complex<float>`, conversions
// function: complex_float
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.8 1.9
// tolerance: 2e-3
// oracle: differences
// second: no

#include <complex>

double complex_float(double x, double y) {
  std::complex<float> a{float(x), float(y)}, b = float(0.5) * a + std::complex<float>(1.0, -0.25);
  b = a * b / (b + float(2.0)) - std::sqrt(a);
  std::complex<double> wide = b;
  wide *= std::complex<double>(y, x);
  std::complex<float> narrow(wide);
  narrow -= std::exp(a * float(0.5));
  return wide.real() + std::abs(narrow) + narrow.imag() * x;
}
