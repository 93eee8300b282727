// function: numeric_partial_sum
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::accumulate`, `inner_product`, `partial_sum`, `adjacent_difference`, `iota`

#include <numeric>
#include <vector>

double numeric_partial_sum(const double *x, int n) {
  std::vector<double> v(x, x + n), w(n), index(n);
  std::partial_sum(v.begin(), v.end(), v.begin());
  std::adjacent_difference(v.begin(), v.end(), w.begin());
  std::partial_sum(w.begin(), w.end(), w.begin(), [](double a, double b) { return a * b; });
  std::iota(index.begin(), index.end(), 1.0);
  return std::inner_product(v.begin(), v.end(), index.begin(), 0.0) * w.back() + w[1];
}
