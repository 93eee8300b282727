// covers: algorithms in place
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_algorithms_in_place
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

#include <algorithm>
#include <numeric>
#include <vector>

double alias_algorithms_in_place(const double *x, int n) {
  std::vector<double> v(x, x + n);
  std::partial_sum(v.begin(), v.end(), v.begin());
  std::rotate(v.begin(), v.begin() + 2, v.end());
  std::reverse(v.begin() + 1, v.end());
  double s = std::inner_product(v.begin(), v.end() - 1, v.begin() + 1, x[0]);
  std::adjacent_difference(v.begin(), v.end(), v.begin(), [](double a, double b) { return a * b; });
  std::transform(v.begin(), v.end(), v.rbegin(), v.begin(),
                 [](double a, double b) { return a + 0.5 * b; });
  std::copy(v.begin(), v.end() - 1, v.begin() + 0);
  std::copy_backward(v.begin(), v.end() - 1, v.end());
  std::iter_swap(v.begin(), v.begin() + 1);
  std::fill(v.begin() + 2, v.begin() + 3, s);
  return std::accumulate(v.begin(), v.end(), s, [](double a, double b) { return a * 0.5 + b * b; });
}
