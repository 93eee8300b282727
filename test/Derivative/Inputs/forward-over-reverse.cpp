// Compares the tangent of the gradient with differences of the gradient.
#include <cmath>
#include <cstdio>

struct ValueAndTangent {
  double value, tangent;
};
extern "C" {
double f_grad(double x, double *x_bar);
ValueAndTangent f_grad_jvp(double x, double *x_bar, double x_dot, double *x_bar_dot);
}

int main() {
  const double x = 1.1, h = 1e-4;
  auto slope = [&](double step) {
    double above = 0.0, below = 0.0;
    f_grad(x + step, &above);
    f_grad(x - step, &below);
    return (above - below) / (2.0 * step);
  };
  double expected = (4.0 * slope(h / 2) - slope(h)) / 3.0;
  double gradient = 0.0, second = 0.0;
  ValueAndTangent pair = f_grad_jvp(x, &gradient, 1.0, &second);
  bool firstAgrees = pair.tangent == gradient;
  bool secondAgrees = std::fabs(second - expected) <= 1e-6 * std::fabs(expected);
  if (!firstAgrees || !secondAgrees)
    std::printf("tangent %g, gradient %g; second %g, expected %g\n", pair.tangent, gradient, second,
                expected);
  return firstAgrees && secondAgrees ? 0 : 1;
}
