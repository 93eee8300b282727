// function: algo_sort
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps

#include <algorithm>
#include <vector>

double algo_sort(const double *x, int n) {
  std::vector<double> v(x, x + n);
  for (int i = 0; i < n; i++)
    v.push_back(x[i] * x[(i + 1) % n]);
  std::sort(v.begin(), v.end());
  double s = 0.0;
  for (std::size_t i = 0; i < v.size(); i++)
    s += (i + 1.0) * v[i] * v[i];
  std::sort(v.begin(), v.end(), [](double a, double b) { return a * a > b * b; });
  return s + v[0] * v[1];
}
