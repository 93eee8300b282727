// function: algo_filter
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `copy_if`, `remove_if`, `unique`, `partition`, `replace_if`, merges

#include <algorithm>
#include <iterator>
#include <vector>

double algo_filter(const double *x, int n) {
  std::vector<double> v(x, x + n), positive;
  for (int i = 0; i < n; i++)
    v.push_back(x[i] * x[i] - 1.0);
  std::copy_if(v.begin(), v.end(), std::back_inserter(positive), [](double e) { return e > 0.0; });
  v.erase(std::remove_if(v.begin(), v.end(), [](double e) { return e > 1.0; }), v.end());
  auto middle = std::stable_partition(v.begin(), v.end(), [](double e) { return e < 0.0; });
  double s = 0.0, p = 1.0;
  for (auto it = v.begin(); it != middle; ++it)
    s += *it * *it;
  for (auto it = middle; it != v.end(); ++it)
    p *= *it + 0.5;
  for (double e : positive)
    s = s * 0.9 + e * p;
  return s;
}
