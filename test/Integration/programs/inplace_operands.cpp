// covers: nonlinear functions whose operand, result or both are overwritten in the same statement and loop
// function: inplace_operands
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

#include <cmath>

double inplace_operands(double x, double y) {
  double a[3] = {x, y, 0.5};
  for (int i = 0; i < 6; i++) {
    double &v = a[i % 3];
    v = std::sin(v) + 1.5;
    v = std::sqrt(v);
    a[(i + 1) % 3] = std::pow(v, a[(i + 1) % 3]);
    v = std::exp(-v) * v;
    a[2] = std::atan2(a[2], v) + std::hypot(a[2], a[0]);
    v /= a[1];
    v = v / (v + 2.0);
    v = std::fmax(v, std::log(2.0 + v));
  }
  x = std::tanh(x = a[0] * y);
  y *= y = a[1];
  return x * y + a[2];
}
