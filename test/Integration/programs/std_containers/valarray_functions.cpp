// function: valarray_functions
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::valarray`

#include <cmath>
#include <valarray>

double valarray_functions(const double *x, int n) {
  std::valarray<double> v(x, n);
  std::valarray<double> e = std::exp(-0.5 * v * v) * std::sin(v);
  std::valarray<double> half = e[std::slice(0, n / 2, 2)];
  e = e.shift(1);
  return e.sum() + half.sum() * half.sum() + v.max() - v.min();
}
