// function: algo_sort_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps

#include <algorithm>
#include <functional>

double algo_sort_array(const double *x, int n) {
  double a[4] = {x[0], x[1], x[2], x[3]};
  std::sort(a, a + n, std::greater<double>());
  return a[0] * 4.0 + a[1] * a[1] + a[2] * a[3];
}
