// covers: complex in place
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_complex_in_place
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <complex>

double alias_complex_in_place(double x, double y) {
  std::complex<double> z(x, y), w(y, 1.0);
  for (int i = 0; i < 3; ++i) {
    z *= z;
    z = z / w + std::conj(z) * 0.1;
    w *= std::polar(1.0, x * 0.2) * z.real();
    z.imag(w.real());
    w -= z;
  }
  auto e = std::exp(z * 0.1) + std::sqrt(w) + std::pow(z, 2) + std::log(w + 5.0);
  return std::norm(e) + std::abs(z) + std::arg(w);
}
