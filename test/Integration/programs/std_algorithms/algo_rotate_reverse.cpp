// function: algo_rotate_reverse
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `rotate`, `reverse`, `swap_ranges`, `iter_swap`, `next_permutation`

#include <algorithm>
#include <vector>

double algo_rotate_reverse(const double *x, int n) {
  std::vector<double> v(x, x + n), w(v);
  std::rotate(v.begin(), v.begin() + 1, v.end());
  std::reverse(v.begin() + 1, v.end());
  std::swap_ranges(v.begin(), v.begin() + 2, w.begin() + 1);
  std::iter_swap(v.begin(), w.end() - 1);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += (i + 1.0) * v[i] * v[i] * w[i];
  int order[3] = {0, 1, 2};
  double weight = 1.0;
  do {
    s += weight * x[order[0]] * x[order[1]] * x[order[1]];
    weight *= -0.7;
  } while (std::next_permutation(order, order + 3));
  return s;
}
