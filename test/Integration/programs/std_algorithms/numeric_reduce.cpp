// function: numeric_reduce
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::reduce`, `transform_reduce`, scans

#include <functional>
#include <numeric>
#include <vector>

double numeric_reduce(const double *x, int n) {
  std::vector<double> v(x, x + n), w(n);
  double s = std::reduce(v.begin(), v.end(), x[0]);
  double d = std::transform_reduce(v.begin(), v.end(), v.begin(), 0.0);
  double q = std::transform_reduce(v.begin(), v.end(), 1.0, std::multiplies<>(), [](double e) { return 1.0 + e * e; });
  std::exclusive_scan(v.begin(), v.end(), w.begin(), 0.5);
  std::inclusive_scan(w.begin(), w.end(), v.begin());
  return s * d + q + v.back() * w[1];
}
