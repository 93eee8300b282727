// function: algo_heap
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps

#include <algorithm>
#include <vector>

double algo_heap(const double *x, int n) {
  std::vector<double> v(x, x + n);
  std::make_heap(v.begin(), v.end());
  double s = 0.0;
  for (int i = 0; i < 3; i++) {
    std::pop_heap(v.begin(), v.end());
    s += v.back() * (i + 1.0);
    v.back() *= 0.5;
    std::push_heap(v.begin(), v.end());
  }
  return s * v.front();
}
