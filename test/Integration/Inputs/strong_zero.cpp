// Functions whose derivatives meet 0 * inf and 0 * NaN. Built with -DSTRONG where zeros are strong.
#include <cmath>
#include <complex>
#include <costate/costate.hpp>
#include <cstdio>
#include <utility>
#include <vector>

// The partial of sqrt at 0 is infinite, its seed y.
COSTATE_GRAD() COSTATE_JVP() COSTATE_VJP() COSTATE_HVP() double root(double x, double y) { return y * std::sqrt(x); }

// g(h(x)) with g' = 0 and g'' = -1 at x = 0: a zero seed whose own derivative matters.
COSTATE_GRAD() COSTATE_HVP() double curved(double x) { return std::cos(std::sin(x)); }

// The same inside of a loop that overwrites what it reads.
COSTATE_GRAD() COSTATE_HVP() double curved_in_place(const double *x, int n) {
  double s[4] = {};
  for (int i = 0; i < n; i++)
    s[i % 4] = s[(i + 3) % 4] * x[i] + x[i] * x[i];
  double sum = 0.0;
  for (int k = 0; k < 4; k++)
    sum += std::cos(s[k]);
  return sum;
}

// Weights that are zero where the logarithm has no derivative.
COSTATE_GRAD() double entropy(const double *w, const double *p, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += w[i] * std::log(p[i]);
  return s;
}

// Seeds go through calls.
COSTATE_GRAD() double chain(const double *x, int n) { return n == 0 ? 1.0 : std::sqrt(x[0]) * chain(x + 1, n - 1); }

// A condition that the seed has nothing to do with stays structural.
COSTATE_GRAD() double guarded(double x, double y) { return x > 0.0 ? y * std::sqrt(x) : y; }

COSTATE_GRAD() double phase(double re, double im, double y) {
  return y * std::real(std::sqrt(std::complex<double>(re, im)));
}

double scaled(const std::vector<double> &v) {
  double s = 0.0;
  for (double x : v)
    s += v[0] * std::sqrt(x - 1.0);
  return s;
}

double root_grad(double x, double y, double *x_bar, double *y_bar);
std::pair<double, double> root_jvp(double x, double y, double x_dot, double y_dot);
double root_vjp(double x, double y, double root_bar, double *x_bar, double *y_bar);
void root_hvp(double x, double y, double x_dot, double y_dot, double *x_hv, double *y_hv);
double curved_grad(double x, double *x_bar);
void curved_hvp(double x, double x_dot, double *x_hv);
double curved_in_place_grad(const double *x, int n, double *x_bar);
void curved_in_place_hvp(const double *x, int n, const double *x_dot, double *x_hv);
double entropy_grad(const double *w, const double *p, int n, double *w_bar, double *p_bar);
double chain_grad(const double *x, int n, double *x_bar);
double guarded_grad(double x, double y, double *x_bar, double *y_bar);
double phase_grad(double re, double im, double y, double *re_bar, double *im_bar, double *y_bar);

static int failures = 0;

static void expect(const char *what, double got, double strong, double ieee) {
#ifdef STRONG
  const double expected = strong;
  (void)ieee;
#else
  const double expected = ieee;
  (void)strong;
#endif
  if (std::isnan(expected) ? std::isnan(got)
                           : got == expected || std::fabs(got - expected) <= 1e-12 * std::fabs(expected))
    return;
  std::printf("%s: %g instead of %g\n", what, got, expected);
  failures++;
}

static void check_root() {
  double x_bar = 0.0, y_bar = 0.0;
  root_grad(0.0, 0.0, &x_bar, &y_bar);
  expect("root x_bar", x_bar, 0.0, NAN);
  expect("root y_bar", y_bar, 0.0, 0.0);
  x_bar = 0.0;
  root_grad(0.0, -0.0, &x_bar, &y_bar);
  expect("root x_bar at -0", x_bar, 0.0, NAN);
  x_bar = 0.0;
  root_grad(0.0, 1e-300, &x_bar, &y_bar);
  expect("root x_bar, not zero", x_bar, INFINITY, INFINITY);
  expect("root along y", root_jvp(0.0, 2.0, 0.0, 1.0).second, 0.0, NAN);
  expect("root along x", root_jvp(0.0, 2.0, 1.0, 0.0).second, INFINITY, INFINITY);
  expect("root, NaN tangent", root_jvp(1.0, 2.0, NAN, 0.0).second, NAN, NAN);
  x_bar = y_bar = 0.0;
  root_vjp(0.0, 2.0, 0.0, &x_bar, &y_bar);
  expect("root of zero", x_bar, 0.0, NAN);
  double x_hv = 0.0, y_hv = 0.0;
  root_hvp(0.0, 2.0, 0.0, 0.0, &x_hv, &y_hv);
  expect("root hvp x", x_hv, 0.0, NAN);
  expect("root hvp y", y_hv, 0.0, NAN);
  root_hvp(4.0, 0.0, 1.0, 0.5, &(x_hv = 0.0), &(y_hv = 0.0));
  expect("root hvp x, regular", x_hv, 0.125, 0.125);
  expect("root hvp y, regular", y_hv, 0.25, 0.25);
}

static void check_curvature() {
  double x_bar = 0.0, x_hv = 0.0;
  curved_grad(0.0, &x_bar);
  curved_hvp(0.0, 2.0, &x_hv);
  expect("curved x_bar", x_bar, 0.0, 0.0);
  expect("curved hvp", x_hv, -2.0, -2.0);
  const double x[5] = {0.5, 0.0, 0.25, 0.0, 0.0};
  double x_dot[5] = {0.5, 1.0, -1.0, 0.25, 2.0}, product[5] = {};
  curved_in_place_hvp(x, 5, x_dot, product);
  // Against differences of the gradient.
  double above[5] = {}, below[5] = {}, up[5], down[5];
  const double h = 1e-6;
  for (int i = 0; i < 5; i++) {
    up[i] = x[i] + h * x_dot[i];
    down[i] = x[i] - h * x_dot[i];
  }
  curved_in_place_grad(up, 5, above);
  curved_in_place_grad(down, 5, below);
  for (int i = 0; i < 5; i++)
    if (!(std::fabs(product[i] - (above[i] - below[i]) / (2.0 * h)) < 1e-7)) {
      std::printf("curved_in_place %d: %g\n", i, product[i]);
      failures++;
    }
}

static void check_calls() {
  const double w[3] = {0.0, 2.0, 0.0}, p[3] = {0.0, 0.5, NAN};
  double w_bar[3] = {}, p_bar[3] = {};
  entropy_grad(w, p, 3, w_bar, p_bar);
  expect("entropy p_bar[0]", p_bar[0], 0.0, NAN);
  expect("entropy p_bar[1]", p_bar[1], 4.0, 4.0);
  expect("entropy p_bar[2]", p_bar[2], 0.0, NAN);
  const double x[3] = {0.0, 4.0, 0.0};
  double x_bar[3] = {};
  chain_grad(x, 3, x_bar);
  expect("chain x_bar[0]", x_bar[0], 0.0, NAN);
  expect("chain x_bar[1]", x_bar[1], 0.0, 0.0);
  expect("chain x_bar[2]", x_bar[2], 0.0, NAN);
  double a_bar = 0.0, b_bar = 0.0, y_bar = 0.0;
  guarded_grad(-1.0, 3.0, &a_bar, &b_bar);
  expect("guarded x_bar", a_bar, 0.0, 0.0);
  expect("guarded y_bar", b_bar, 1.0, 1.0);
  a_bar = b_bar = 0.0;
  phase_grad(0.0, 0.0, 0.0, &a_bar, &b_bar, &y_bar);
  expect("phase re_bar", a_bar, 0.0, NAN);
  expect("phase im_bar", b_bar, 0.0, NAN);
}

// A request of the header.
static void check_header() {
  const std::vector<double> v = {0.0, 1.0, 5.0};
  const std::vector<double> v_bar = costate::gradient<scaled>(v);
  // The seed v[0] = 0 of the root at 0.
  expect("scaled v_bar[1]", v_bar[1], 0.0, NAN);
  expect("scaled v_bar[2]", v_bar[2], 0.0, 0.0);
  const auto gradient = costate::gradient<root>(0.0, 0.0);
  expect("root by the header", std::get<0>(gradient), 0.0, NAN);
}

int main() {
  check_root();
  check_curvature();
  check_calls();
#ifdef USES_HEADER
  check_header();
#else
  (void)check_header;
#endif
  return failures != 0;
}
