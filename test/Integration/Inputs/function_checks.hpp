// Checks of a function of two numbers against differences: gradient, tangent and second derivative.
#include <costate/costate.hpp>

#include <cmath>
#include <cstdio>

static int failures = 0;

static void compare(const char *what, const char *kind, double got, double expected,
                    double tolerance) {
  if (std::fabs(got - expected) <= tolerance * (1.0 + std::fabs(expected)))
    return;
  std::printf("%s: %s: %.15g, expected %.15g\n", what, kind, got, expected);
  ++failures;
}

/// The derivative at 0, extrapolated from two central differences.
template <class F> static double difference(F f) {
  const double h = 1e-3;
  double coarse = (f(h) - f(-h)) / (2 * h), fine = (f(h / 2) - f(-h / 2)) / h;
  return (4 * fine - coarse) / 3;
}

/// Gradient and tangent.
template <double (*F)(double, double)>
static void check_first(const char *what, double x = 0.4, double y = 0.3) {
  auto [by_x, by_y] = costate::gradient<F>(x, y);
  compare(what, "x_bar", by_x, difference([&](double h) { return F(x + h, y); }), 1e-8);
  compare(what, "y_bar", by_y, difference([&](double h) { return F(x, y + h); }), 1e-8);
  auto [value, tangent] = costate::jvp<F>(costate::wrt(x, 0.3), costate::wrt(y, -1.7));
  compare(what, "value of jvp", value, F(x, y), 1e-13);
  compare(what, "tangent", tangent, 0.3 * by_x - 1.7 * by_y, 1e-10);
}

template <double (*F)(double, double)>
static void check(const char *what, double x = 0.4, double y = 0.3) {
  check_first<F>(what, x, y);
  auto [hx, hy] = costate::hvp<F>(costate::wrt(x, 0.9), costate::wrt(y, -0.4));
  auto slope = [&](double h, int part) {
    auto [gx, gy] = costate::gradient<F>(x + 0.9 * h, y - 0.4 * h);
    return part ? gy : gx;
  };
  compare(what, "x_hv", hx, difference([&](double h) { return slope(h, 0); }), 1e-7);
  compare(what, "y_hv", hy, difference([&](double h) { return slope(h, 1); }), 1e-7);
}
