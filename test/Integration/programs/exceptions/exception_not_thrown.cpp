// function: exception_not_thrown
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// construct: code that may throw but does not

#include <stdexcept>
#include <vector>

static double checked_divide(double a, double b) {
  if (b == 0.0)
    throw std::domain_error("division by zero");
  return a / b;
}

double exception_not_thrown(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double s = 1.0;
  for (int i = 0; i < n; i++)
    s += checked_divide(v.at(i), 1.0 + v.at((i + 1) % n) * v[i]);
  return s;
}
