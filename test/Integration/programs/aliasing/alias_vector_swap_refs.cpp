// covers: vector swap refs
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_vector_swap_refs
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <utility>
#include <vector>

double alias_vector_swap_refs(double x, double y) {
  std::vector<double> a = {x, y, x * y}, b = {y, x - y};
  a.reserve(20);
  b.reserve(20);
  double &first = a[0];
  double s = 0;
  for (int i = 0; i < 3; ++i) {
    a.swap(b);
    first *= 1.0 + 0.1 * i * x;
    s += a[0] * b[1] + first;
    std::swap(a[0], b[b.size() - 1]);
    b.push_back(b[0] * a[1]);
  }
  return s + a[0] * first;
}
