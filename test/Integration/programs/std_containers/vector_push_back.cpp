// function: vector_push_back
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: growth by `push_back` and `emplace_back`, `reserve`, `capacity`

#include <vector>

double vector_push_back(const double *x, int n) {
  std::vector<double> v;
  for (int i = 0; i < n; i++) {
    v.push_back(x[i] * x[i]);
    if (i % 2)
      v.emplace_back(v.front() * v.back());
  }
  v.reserve(v.capacity() + 7);
  for (int round = 0; round < 3; round++)
    for (std::size_t i = 1; i < v.size(); i++)
      v.push_back(0.5 * v[i] + 0.25 * v[i - 1]), i += v.size() > 24 ? 5 : 1;
  double s = 0.0;
  for (double e : v)
    s = 0.9 * s + e;
  return s;
}
