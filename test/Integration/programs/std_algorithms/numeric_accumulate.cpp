// function: numeric_accumulate
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::accumulate`, `inner_product`, `partial_sum`, `adjacent_difference`, `iota`

#include <functional>
#include <numeric>
#include <vector>

double numeric_accumulate(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double sum = std::accumulate(v.begin(), v.end(), 0.0);
  double product = std::accumulate(v.begin(), v.end(), 1.0, std::multiplies<double>());
  double horner = std::accumulate(x, x + n, sum, [&](double s, double e) { return s * product + e; });
  return std::inner_product(v.begin(), v.end(), v.rbegin(), horner) + sum * product;
}
