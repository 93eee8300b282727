// function: recursion_quadrature
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.9 0.2
// family: Recursion
// construct: adaptive quadrature: the data decide the depth

#include <cmath>

static double f(double t, double a) { return std::exp(-a * t) * std::cos(3.0 * t); }

static double integrate(double lo, double hi, double a, double whole, int depth) {
  double mid = 0.5 * (lo + hi), h = hi - lo;
  double left = h / 12.0 * (f(lo, a) + 4.0 * f(0.5 * (lo + mid), a) + f(mid, a));
  double right = h / 12.0 * (f(mid, a) + 4.0 * f(0.5 * (mid + hi), a) + f(hi, a));
  if (depth == 0 || std::fabs(left + right - whole) < 1e-4)
    return left + right + (left + right - whole) / 15.0;
  return integrate(lo, mid, a, left, depth - 1) + integrate(mid, hi, a, right, depth - 1);
}

double recursion_quadrature(double x, double y) {
  double whole = x / 6.0 * (f(0.0, y) + 4.0 * f(0.5 * x, y) + f(x, y));
  return integrate(0.0, x, y, whole, 8);
}
