// function: algo_min_max_element
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `min_element`, `max_element`, `minmax`, `lower_bound`, `find_if`, `count_if`

#include <algorithm>
#include <vector>

double algo_min_max_element(const double *x, int n) {
  std::vector<double> v(x, x + n);
  auto low = std::min_element(v.begin(), v.end()), high = std::max_element(v.begin(), v.end());
  *low *= *high;
  auto [a, b] = std::minmax_element(v.begin(), v.end(), [](double p, double q) { return p * p < q * q; });
  auto both = std::minmax(v[0], v[1]);
  return *a + *b * 3.0 + both.first * both.second + std::max({v[0], v[1] * 2.0, v[2]}) * double(high - v.begin());
}
