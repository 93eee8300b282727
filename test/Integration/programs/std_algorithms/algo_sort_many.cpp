// function: algo_sort_many
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps
// second: no

#include <algorithm>
#include <cmath>
#include <vector>

double algo_sort_many(const double *x, int n) {
  std::vector<double> v;
  for (int i = 0; i < 40; i++)
    v.push_back(std::sin(x[i % n] * (i + 1.0)));
  std::sort(v.begin(), v.end());
  double s = 0.0;
  for (std::size_t i = 0; i < v.size(); i++)
    s += v[i] * v[i] * (i + 0.5);
  return s;
}
