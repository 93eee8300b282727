// function: unsupported_vector
// signature: double(const double*,int)
// expect: refused costate-unsupported-destructor
// construct: `std::vector` (its destructor)

#include <vector>

double unsupported_vector(const double *x, int n) {
  std::vector<double> v(x, x + n);
  v.push_back(1.0);
  double s = 0.0;
  for (double e : v)
    s += e * e;
  return s;
}
