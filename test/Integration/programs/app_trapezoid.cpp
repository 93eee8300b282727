// covers: quadrature with a step from active bounds, doubled until converged
// function: app_trapezoid
// signature: double(double,double)
// at: 0.3 1.7
// family: Whole programs
// construct: quadrature with a step from active bounds, doubled until converged

#include <cmath>

static double integrand(double t) { return std::exp(-t * t) * std::sin(3.0 * t); }

double app_trapezoid(double x, double y) {
  int n = 1;
  double h = y - x, sum = 0.5 * h * (integrand(x) + integrand(y)), before;
  do {
    before = sum;
    double middle = 0.0;
    for (int i = 0; i < n; i++)
      middle += integrand(x + (i + 0.5) * h);
    sum = 0.5 * (sum + h * middle);
    h *= 0.5;
    n *= 2;
  } while (n < 64 || std::fabs(sum - before) > 1.0);
  return sum;
}
