// Derivatives that several files request.
#include <cmath>
#include <costate/costate.hpp>

inline double f(double x) { return x * x * std::exp(x); }
template <class T> T cube(T x) { return x * x * x; }
struct S {
  static double three(double x) { return 3 * x; }
};
inline double derivatives(double x) {
  return costate::gradient<f>(x) + costate::gradient<cube<double>>(x) +
         costate::gradient<&S::three>(x);
}

COSTATE_GRAD() inline double g(double x) { return std::sin(x) * x; }
double g_grad(double x, double *x_bar);
