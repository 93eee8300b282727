// covers: std::complex<float>, conversion between complex<float> and complex<double>
// function: complex_float
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.1
// tolerance: 1e-4
// oracle: differences
// second: no

#include <complex>

double complex_float(double x, double y) {
  std::complex<float> a(float(x), float(y)), b = 0.5f * a + std::complex<float>(1.0f, -0.25f);
  b = a * b / (b + 2.0f) - std::sqrt(a);
  std::complex<double> wide = b;
  wide *= std::complex<double>(y, x);
  std::complex<float> narrow(wide);
  narrow -= std::exp(a * 0.5f);
  return wide.real() + std::abs(narrow) + narrow.imag() * x;
}
