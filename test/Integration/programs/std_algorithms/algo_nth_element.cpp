// function: algo_nth_element
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps

#include <algorithm>
#include <vector>

static double median(std::vector<double> v) {
  std::nth_element(v.begin(), v.begin() + v.size() / 2, v.end());
  return v[v.size() / 2];
}

double algo_nth_element(const double *x, int n) {
  std::vector<double> v(x, x + n);
  v.push_back(x[0] * x[1]);
  double m = median(v);
  for (double &e : v)
    e = (e - m) * (e - m);
  std::partial_sort(v.begin(), v.begin() + 2, v.end());
  return median(v) + m * m + 3.0 * v[1];
}
