// Forward over reverse with strong zeros: the curvature behind a zero seed, and zero times infinity.
#include <cmath>
#include <cstdio>

struct Pair {
  double value, tangent;
};
extern "C" double f_vjp(double x, double seed, double *x_bar);
extern "C" Pair curved_grad_jvp(double x, double *x_bar, double x_dot, double *x_bar_dot);
extern "C" Pair root_grad_jvp(double x, double y, double *x_bar, double *y_bar, double x_dot, double y_dot,
                              double *x_bar_dot, double *y_bar_dot);

static int failures = 0;
static void expect(const char *what, double got, double expected) {
  if (got == expected)
    return;
  std::printf("%s: %g instead of %g\n", what, got, expected);
  failures++;
}

int main() {
  double x_bar = 0.0, y_bar = 0.0, x_bar_dot = 0.0, y_bar_dot = 0.0;
  f_vjp(INFINITY, 0.0, &x_bar);
  expect("zero times NaN", x_bar, 0.0);
  curved_grad_jvp(0.0, &(x_bar = 0.0), 2.0, &x_bar_dot);
  expect("gradient", x_bar, 0.0);
  expect("curvature", x_bar_dot, -2.0);
  // The derivative of the root at 0 is infinite, and so is the second one.
  root_grad_jvp(0.0, 0.0, &(x_bar = 0.0), &y_bar, 0.0, 0.0, &(x_bar_dot = 0.0), &y_bar_dot);
  expect("x_bar", x_bar, 0.0);
  expect("y_bar", y_bar, 0.0);
  expect("x_bar_dot", x_bar_dot, 0.0);
  expect("y_bar_dot", y_bar_dot, 0.0);
  // d2f/dxdy = 1 / (2 sqrt(x)), although the seed y of the root is zero.
  root_grad_jvp(4.0, 0.0, &x_bar, &y_bar, 1.0, 0.5, &(x_bar_dot = 0.0), &(y_bar_dot = 0.0));
  expect("mixed, x", x_bar_dot, 0.125);
  expect("mixed, y", y_bar_dot, 0.25);
  return failures;
}
