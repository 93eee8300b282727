// function: algo_transform
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::transform`, `for_each`, `generate`, `fill`, `copy`

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

double algo_transform(const double *x, int n) {
  std::vector<double> v(n), w;
  std::transform(x, x + n, v.begin(), [](double e) { return std::sin(e); });
  std::transform(v.begin(), v.end(), x, std::back_inserter(w), [](double a, double b) { return a * b; });
  std::transform(w.begin(), w.end(), w.begin(), [n](double e) { return e * e + n; });
  double s = 0.0;
  std::for_each(w.begin(), w.end(), [&s](double e) { s = s * 0.5 + e; });
  return s;
}
