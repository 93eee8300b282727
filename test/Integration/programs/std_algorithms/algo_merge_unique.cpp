// function: algo_merge_unique
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `copy_if`, `remove_if`, `unique`, `partition`, `replace_if`, merges

#include <algorithm>
#include <vector>

double algo_merge_unique(const double *x, int n) {
  std::vector<double> a(x, x + n), b = {x[0] * x[1], x[1], x[1]}, c(n + 3);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), c.begin());
  c.erase(std::unique(c.begin(), c.end()), c.end());
  std::replace_if(c.begin(), c.end(), [](double e) { return e < 0.0; }, x[2] * x[2]);
  double s = 0.0;
  for (std::size_t i = 0; i < c.size(); i++)
    s = s * 0.5 + c[i] * c[i];
  return s;
}
