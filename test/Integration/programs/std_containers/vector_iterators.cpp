// function: vector_iterators
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: iterators, reverse iterators, `data`, `at`, `front`, `back`

#include <vector>

double vector_iterators(const double *x, int n) {
  std::vector<double> v(x, x + n);
  for (std::vector<double>::iterator it = v.begin(); it != v.end(); ++it)
    *it *= *it;
  for (auto it = v.rbegin(); it + 1 != v.rend(); it++)
    *(it + 1) += 0.5 * *it;
  double *p = v.data();
  p[1] *= v.at(0);
  v.front() += v.back();
  double s = 0.0;
  for (auto it = v.cbegin(); it < v.cend(); it += 2)
    s += *it * it[1];
  return s + double(v.end() - v.begin());
}
