// function: vector_constructors
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: constructors, copies, moves, `assign`

#include <utility>
#include <vector>

double vector_constructors(const double *x, int n) {
  std::vector<double> filled(n, x[0]), zero(3), range(x, x + n), list{x[0], 2.0, x[1] * x[1]};
  std::vector<double> copy(range);
  copy[0] *= 3.0;
  std::vector<double> moved(std::move(copy));
  zero = list;
  list = std::move(filled);
  range.assign(5, x[n - 1]);
  zero.assign({1.0, x[0] * x[1]});
  double s = static_cast<double>(copy.size());
  for (const auto &v : {moved, zero, list, range})
    for (std::size_t i = 0; i < v.size(); i++)
      s += v[i] * v[i] * (i + 1.0);
  return s;
}
