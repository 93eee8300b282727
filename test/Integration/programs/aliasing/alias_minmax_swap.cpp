// covers: minmax swap
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_minmax_swap
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

#include <algorithm>
#include <utility>

double alias_minmax_swap(const double *x, int n) {
  double a[5];
  for (int i = 0; i < n; ++i)
    a[i] = x[i];
  double s = 0;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      std::swap(a[i], a[(i * j) % n]);
      auto mm = std::minmax(a[i], a[j]);
      s += mm.second * 0.1 - mm.first * mm.first * 0.01;
      std::max(a[i], a[j], [](double p, double q) { return p < q; });
      const double &m = std::min(a[i], a[j]);
      a[j] *= 1.01;
      s += m;
    }
  return s + std::clamp(s, x[0], x[3]) + std::min({a[0], a[1], s});
}
