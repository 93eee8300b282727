// function: recursion_vector
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Recursion
// construct: recursion with containers

#include <vector>

static std::vector<double> convolve(const std::vector<double> &a, int levels) {
  if (levels == 0 || a.size() < 2)
    return a;
  std::vector<double> r(a.size() - 1);
  for (std::size_t i = 0; i < r.size(); i++)
    r[i] = a[i] * a[i + 1] + 0.1 * a[i];
  return convolve(r, levels - 1);
}

double recursion_vector(const double *x, int n) {
  double s = 0.0;
  for (double e : convolve(std::vector<double>(x, x + n), 2))
    s += e * e;
  return s;
}
