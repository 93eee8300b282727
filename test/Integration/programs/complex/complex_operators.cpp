// covers: std::complex: operators with complex and real operands on either side, compound assignment, parts set one by one
// family: Complex numbers
// construct: `std::complex`: operators and assignments
// function: complex_operators
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// oracle: differences

#include <cmath>
#include <complex>

using number = std::complex<double>;

static number twist(number z, const number &by) {
  z *= by;
  z -= 0.5;
  z /= by + 2.0;
  z += z;
  z /= 3.0;
  return -z;
}

double complex_operators(double x, double y) {
  number a(x, y), b = {y, -x * 0.5}, c = x;
  number sum = a + b * c - 2.0 * a / (b - 1.5) + (1.0 - a) * b + y / a;
  sum.real(sum.imag() * 2.0);
  sum.imag(x + sum.imag());
  c = sum;
  c = twist(c, a) + +c;
  for (int i = 0; i < 3; ++i)
    c = c * c * 0.1 + a;
  if (c == sum || c != c)
    return 0.0;
  number u = std::conj(a) * std::polar(x * x, y);
  number d[2] = {u, std::conj(u)};
  d[0] *= d[1];
  d[1] = a == b ? d[0] : d[1] * 2.0;
  // Annex G: infinity times NaN is an infinity here.
  number infinite = a * number(HUGE_VAL, -HUGE_VAL);
  double seen = std::isinf(infinite.real()) || std::isinf(infinite.imag()) ? 1.0 : 2.0;
  return seen * x + c.real() + std::imag(c) * x + std::norm(u) + d[0].real() * 0.1 + d[1].imag();
}
