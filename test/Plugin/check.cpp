// costate/check.hpp: every kind of argument and result, and that it finds what is wrong.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -fplugin=%costate_plugin -I %source_dir/include -O0 %s -o %t && %t
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O2 %s -o %t.O2 && %t.O2
#include <array>
#include <cmath>
#include <complex>
#include <cstdlib>
#include <costate/check.hpp>
#include <utility>
#include <vector>

static int failures = 0;
static void expect(bool holds, const char *what, const costate::check_report &report) {
  if (holds)
    return;
  std::printf("%s:\n%s", what, report.text().c_str());
  failures++;
}
#define AGREES(...)                                                                                \
  do {                                                                                             \
    const costate::check_report report = __VA_ARGS__;                                              \
    expect(bool(report) && report.rows.size() == 4, #__VA_ARGS__, report);                         \
    for (const costate::check_row &row : report.rows)                                              \
      expect(row.reverse != 0.0, "a derivative that is no zero", report);                          \
  } while (false)
#define OUTCOME(VERDICT, ...)                                                                      \
  do {                                                                                             \
    const costate::check_report report = __VA_ARGS__;                                              \
    expect(!report && report.rows.at(0).outcome == costate::verdict::VERDICT, #__VA_ARGS__,        \
           report);                                                                                \
  } while (false)

static double both(double x, double y) { return std::sin(x) * y + std::exp(x * y); }
static double behind(const double *p, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += p[i] * p[i] * (i + 1);
  return s;
}
static void in_place(const double *x, double *y, int n) {
  for (int i = 0; i < n; i++)
    y[i] = std::sin(x[i]) * y[i] + (i ? y[i - 1] : 0.0);
}
static double and_writes(double &x, double y) {
  x = x * x * y;
  return x + y;
}
static std::vector<double> several(const std::vector<double> &x) {
  return {x[0] * x[1], x[2] * x[0]};
}
static std::array<double, 2> fixed_size(const std::array<double, 2> &x, float s) {
  return {x[0] * x[1] * s, x[0]};
}
static std::complex<double> rotated(std::complex<double> z, double t) { return z * z * t; }
static std::pair<double, std::array<double, 2>> nested(const std::vector<std::array<double, 2>> &v) {
  return {v[0][0] * v[1][1], {v[0][1], v[1][0] * v[1][0]}};
}
static float single(float x) { return x * std::sqrt(x); }
struct Model {
  double a;
  double at(double x) const { return a * x * x; }
};

static double product(double x, double y) { return x * y; }
[[maybe_unused, costate::derivative_of(product, "vjp")]] static void
product_vjp(double x, double y, double r_bar, double *x_bar, double *y_bar) {
  *x_bar += r_bar * y;
  *y_bar -= r_bar * x;
}
[[maybe_unused, costate::derivative_of(product, "jvp")]] static std::pair<double, double>
product_jvp(double x, double y, double x_dot, double y_dot) {
  return {x * y, x_dot * y + x * y_dot};
}
static double uses_rule(double x, double y) { return product(x, y) + 1.0; }
[[costate::inactive]] static double hidden(double x) { return 2.0 * x; }
static double uses_hidden(double x) { return x * hidden(x); }
static double crease(double x) { return std::fabs(x - 1.0); }
static double steep(double x) { return std::sqrt(x); }

int main() {
  double p[] = {1.0, -2.0, 3.0}, y[] = {0.5, 0.1, 0.3}, x = 1.5;
  AGREES(costate::check<both>(1.2, 0.7));
  AGREES(costate::check<both>(costate::wrt(1.2), 0.7));
  AGREES(costate::check<both>(1.2, costate::constant(0.7)));
  AGREES(costate::check<behind>(costate::wrt(p, 3), 3));
  AGREES(costate::check<in_place>(costate::wrt(p, 3), costate::wrt(y, 3), 3));
  AGREES(costate::check<and_writes>(costate::wrt(x), costate::wrt(2.0)));
  AGREES(costate::check<several>(std::vector<double>{1.0, 2.0, 3.0}));
  AGREES(costate::check<fixed_size>(std::array<double, 2>{1.0, 2.0}, 0.5f));
  AGREES(costate::check<rotated>(std::complex<double>(1.0, 2.0), 0.5));
  AGREES(costate::check<nested>(std::vector<std::array<double, 2>>{{1.0, 2.0}, {3.0, 4.0}}));
  AGREES(costate::check<single>(1.5f));
  AGREES(costate::check<&Model::at>(Model{2.0}, 3.0));
  AGREES(costate::check([&](double t) { return x * t * t; }, 0.5));
  if (y[0] != 0.5 || x != 1.5) {
    std::puts("check changed an argument");
    failures++;
  }

  OUTCOME(forward_differs_from_reverse, costate::check<uses_rule>(2.0, 1.0));
  AGREES(costate::check<uses_rule>(costate::wrt(2.0), 1.0));
  OUTCOME(differences_disagree, costate::check<uses_hidden>(2.0));
  OUTCOME(undecided, costate::check<crease>(1.0));
  OUTCOME(not_finite, costate::check<steep>(0.0));

  costate::check_options options;
  options.directions = 2;
  options.tolerance = 10.0; // of the scale: nothing is that wrong
  const costate::check_report lenient = costate::check_with<uses_rule>(options, 2.0, 1.0);
  expect(bool(lenient) && lenient.rows.size() == 2, "check_with", lenient);
  options.seed = 2;
  const costate::check_report other = costate::check_with<uses_rule>(options, 2.0, 1.0);
  expect(other.rows[0].forward != lenient.rows[0].forward, "another seed", other);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
