// function: vector_push_back_own_element
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: growth by `push_back` and `emplace_back`, `reserve`, `capacity`

#include <vector>

double vector_push_back_own_element(const double *x, int n) {
  std::vector<double> v(x, x + n);
  for (int i = 0; i < 9; i++)
    v.push_back(v[i % v.size()]);
  for (std::size_t i = 0; i + 1 < v.size(); i++)
    v[i + 1] *= 1.0 + 0.1 * v[i];
  return v.back() + v[2];
}
