// function: span_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// standard: c++20
// family: Standard containers
// construct: `std::span` (C++20)

#include <span>
#include <vector>

static double norm2(std::span<const double> s) {
  double r = 0.0;
  for (double e : s)
    r += e * e;
  return r;
}
static void scale(std::span<double> s, double factor) {
  for (std::size_t i = 0; i < s.size(); i++)
    s[i] *= factor;
}

double span_std(const double *x, int n) {
  std::vector<double> v(x, x + n);
  std::span<double> all(v);
  scale(all.subspan(1, 2), x[0]);
  scale(all.first(2), norm2(all.last(2)));
  return norm2(all) + norm2(std::span<const double>(x, n));
}
