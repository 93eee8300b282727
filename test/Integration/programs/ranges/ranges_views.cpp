// function: ranges_views
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// standard: c++20
// family: Ranges
// construct: views and range algorithms (C++20)

#include <ranges>
#include <vector>

double ranges_views(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double s = 0.0;
  for (double e : v | std::views::filter([](double e) { return e > 0.0; }) | std::views::transform([](double e) { return e * e; }))
    s = s * 0.5 + e;
  for (int i : std::views::iota(0, n) | std::views::reverse)
    s += v[i] * (i + 1.0);
  for (double e : v | std::views::drop(1) | std::views::take(2))
    s *= 1.0 + 0.1 * e;
  return s;
}
