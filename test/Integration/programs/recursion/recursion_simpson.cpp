// function: recursion_simpson
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: adaptive quadrature

#include <cmath>

static double f(double t, double a) { return std::exp(-a * t) * std::sin(3.0 * t * a); }
static double simpson(double l, double r, double a) { return (r - l) / 6.0 * (f(l, a) + 4.0 * f(0.5 * (l + r), a) + f(r, a)); }
static double adaptive(double l, double r, double a, double whole, int depth) {
  double m = 0.5 * (l + r), left = simpson(l, m, a), right = simpson(m, r, a);
  if (depth == 0 || std::fabs(left + right - whole) < 1e-6)
    return left + right;
  return adaptive(l, m, a, left, depth - 1) + adaptive(m, r, a, right, depth - 1);
}

double recursion_simpson(double x, double y) { return adaptive(0.0, y, x, simpson(0.0, y, x), 9); }
