// function: complex_arithmetic
// signature: double(double,double)
// at: 1.3 0.7
// family: Complex numbers
// construct: `std::complex`: arithmetic, functions, in containers

#include <complex>

double complex_arithmetic(double x, double y) {
  std::complex<double> a(x, y), b(0.5, -1.0), c = a * b + 2.0 * a;
  c /= b + a;
  c -= std::conj(a);
  c *= 0.5;
  c += std::complex<double>(y);
  return c.real() * c.imag() + std::norm(c - b / 3.0) + (a == b ? 1.0 : 0.0);
}
