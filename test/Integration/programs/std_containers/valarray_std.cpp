// function: valarray_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::valarray`

#include <valarray>

double valarray_std(const double *x, int n) {
  std::valarray<double> v(x, n), w(0.5, n);
  std::valarray<double> z = v * v + 2.0 * w;
  z += v;
  z[1] *= z[0];
  return z.sum() + (v * w).sum() + z[n - 1] * z.size();
}
