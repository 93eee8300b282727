// Thrown objects with destructors: the same exceptions, as many destructions, the right gradients.
#include "exception_objects.hpp"

#include <cmath>
#include <cstdio>
#include <string>

double f_grad(const double *x, int n, double *x_bar);
double g_grad(const double *x, int n, double *x_bar);

static int failures = 0;

template <class Run> static std::string outcome(Run run) {
  destroyed = 0;
  std::string text;
  try {
    text = std::to_string(run());
  } catch (const Err &error) {
    text = "Err " + std::to_string(error.v) + " " + std::to_string(error.k);
  }
  return text + ", destroyed " + std::to_string(destroyed);
}

template <class Primal, class Grad>
static void check(Primal primal, Grad grad, double a, double b, double c, double d) {
  const double x[4] = {a, b, c, d};
  double x_bar[4] = {};
  std::string expected = outcome([&] { return primal(x, 4); });
  std::string actual = outcome([&] { return grad(x, 4, x_bar); });
  if (actual != expected) {
    std::printf("%s instead of %s\n", actual.c_str(), expected.c_str());
    ++failures;
  }
  for (int i = 0; i < 4 && expected[0] != 'E'; ++i) {
    const double h = 1e-6;
    double up[4] = {a, b, c, d}, down[4] = {a, b, c, d};
    up[i] += h, down[i] -= h;
    double difference = (primal(up, 4) - primal(down, 4)) / (2 * h);
    if (std::fabs(difference - x_bar[i]) > 1e-5 * (1 + std::fabs(difference))) {
      std::printf("adjoint %d: %g instead of %g\n", i, x_bar[i], difference);
      ++failures;
    }
  }
}

int main() {
  check(f, f_grad, 0.5, 0.7, 1.1, 0.2);
  check(f, f_grad, 0.5, 0.7, -1.1, 0.2);
  check(g, g_grad, 0.5, 0.7, 1.1, 0.2);
  check(g, g_grad, 0.5, -0.7, -1.1, 0.2);
  check(g, g_grad, 0.5, -0.7, 1.1, -0.2);
  return failures != 0;
}
