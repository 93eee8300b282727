// Functions in whose derivatives infinities and NaN are born; the argument says which one is called.
#include <cmath>
#include <complex>
#include <costate/costate.hpp>
#include <cstdio>
#include <cstdlib>
#include <utility>

COSTATE_GRAD() COSTATE_JVP() COSTATE_VJP() double root(double x, double y) {
  return y * std::sqrt(x);
}

COSTATE_GRAD() double entropy(const double *p, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    const double level = p[i];
    s -= level * std::log(level);
  }
  return s;
}

COSTATE_HVP() double power(double x) {
  return x * std::sqrt(x);
}

COSTATE_GRAD() double huge(double x, double y) {
  const double s = x * y;
  return s * 1e308 + s * 1e308;
}

// Reached by calls, one of them of the library.
static double shifted(std::complex<double> z) { return std::abs(z) + z.real(); }
COSTATE_GRAD() double modulus(double re, double im) { return shifted({re, im}); }

COSTATE_GRAD() double ratio(double numerator, double denominator) {
  if (denominator == 0.0)
    return numerator;
  return numerator / denominator;
}

COSTATE_GRAD() double chain(const double *x, int n) { return n == 0 ? 1.0 : std::cbrt(x[0]) + chain(x + 1, n - 1); }

double root_grad(double x, double y, double *x_bar, double *y_bar);
std::pair<double, double> root_jvp(double x, double y, double x_dot, double y_dot);
double root_vjp(double x, double y, double root_bar, double *x_bar, double *y_bar);
double entropy_grad(const double *p, int n, double *p_bar);
void power_hvp(double x, double x_dot, double *x_hv);
double huge_grad(double x, double y, double *x_bar, double *y_bar);
double modulus_grad(double re, double im, double *re_bar, double *im_bar);
double ratio_grad(double numerator, double denominator, double *numerator_bar, double *denominator_bar);
double chain_grad(const double *x, int n, double *x_bar);

int main(int, char **argv) {
  double a = 0.0, b = 0.0, bars[4] = {};
  const double p[4] = {0.5, 0.25, 0.0, 0.25};
  switch (std::atoi(argv[1])) {
  case 0: // nothing happens
    root_grad(4.0, 2.0, &a, &b);
    std::printf("%g %g %g\n", a, b, root_jvp(4.0, 2.0, 1.0, 0.0).second);
    entropy_grad(p, 2, bars);
    ratio_grad(1.0, 0.0, &a, &b);
    root_vjp(4.0, 2.0, NAN, &a, &b);
    root_vjp(4.0, 2.0, INFINITY, &a, &b);
    std::printf("nan: %d, entropy: %.3f %.3f\n", std::isnan(a), bars[0], bars[1]);
    power_hvp(4.0, 1.0, &(a = 0.0));
    std::printf("power: %g\n", a);
    break;
  case 1:
    root_grad(0.0, 2.0, &a, &b);
    break;
  case 2:
    root_jvp(0.0, 3.0, 0.5, 0.0);
    break;
  case 3:
    entropy_grad(p, 4, bars);
    break;
  case 4:
    power_hvp(0.0, 1.0, &a);
    break;
  case 5:
    huge_grad(1.0, 1.0, &a, &b);
    break;
  case 6:
    ratio_grad(1.0, 1e-200, &a, &b);
    break;
  case 8:
    modulus_grad(INFINITY, 1.0, &a, &b);
    break;
  case 7:
    chain_grad(p, 4, bars);
    break;
  }
  std::puts("done");
}
