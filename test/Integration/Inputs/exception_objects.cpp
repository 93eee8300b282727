#include "exception_objects.hpp"

int destroyed = 0;
double f(const double *x, int n) {
  double s = 1;
  for (int i = 0; i < n; ++i) {
    if (x[i] < 0)
      throw Err(x[i] * 2, i);
    s *= x[i] * x[i] + s;
  }
  return s;
}
struct Guard {
  double *t;
  double a;
  ~Guard() { *t += a * a; }
};
static double h(double x, double *t, int i) {
  Guard guard{t, x};
  if (x < 0)
    throw Err(x * 3, i);
  return x * x;
}
double g(const double *x, int n) {
  double s = 1, t = 0;
  for (int i = 0; i < n; ++i) {
    try {
      Guard outer{&t, s};
      s *= h(x[i], &t, i) + t;
    } catch (const Err &e) {
      s += e.v * t;
      if (e.k > 2)
        throw;
    }
  }
  return s + t;
}
