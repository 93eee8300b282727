// function: set_active_keys
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::set` of active values: the order decides

#include <set>

double set_active_keys(const double *x, int n) {
  std::set<double> ordered(x, x + n);
  ordered.insert(x[0] * x[1]);
  double s = 0.0, weight = 1.0;
  for (double e : ordered)
    s += weight * e * e, weight *= 2.0;
  return s + *ordered.begin() * *ordered.rbegin();
}
