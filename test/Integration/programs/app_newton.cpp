// covers: Newton's method per element: a while loop in a for loop
// function: app_newton
// signature: double(const double*,int)
// at: 1.3 0.7 2.2
// family: Whole programs
// construct: Newton's method per element: a while loop in a for loop

#include <cmath>

double app_newton(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    double r = x[i], step = 1.0;
    int k = 0;
    while (std::fabs(step) > 1e-14 && k++ < 50) {
      step = (r * r * r + r - x[i]) / (3.0 * r * r + 1.0);
      r -= step;
    }
    s += r * x[i];
  }
  return s;
}
