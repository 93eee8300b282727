// function: algo_search
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `min_element`, `max_element`, `minmax`, `lower_bound`, `find_if`, `count_if`

#include <algorithm>
#include <vector>

static double interpolate(const std::vector<double> &knots, const std::vector<double> &values, double at) {
  auto it = std::upper_bound(knots.begin(), knots.end(), at);
  std::size_t i = std::clamp<std::ptrdiff_t>(it - knots.begin(), 1, knots.size() - 1);
  double t = (at - knots[i - 1]) / (knots[i] - knots[i - 1]);
  return (1.0 - t) * values[i - 1] + t * values[i];
}

double algo_search(const double *x, int n) {
  std::vector<double> knots = {-1.0, 0.0, 1.0, 2.5}, values(x, x + n);
  double s = interpolate(knots, values, x[0]) + interpolate(knots, values, x[1] * x[2]);
  auto negative = std::find_if(values.begin(), values.end(), [](double e) { return e < 0.0; });
  if (negative != values.end())
    s += *negative * *negative;
  s *= double(std::count_if(values.begin(), values.end(), [&](double e) { return e > x[1]; }));
  if (std::any_of(x, x + n, [](double e) { return e > 2.0; }) && std::lower_bound(knots.begin(), knots.end(), 0.5) != knots.end())
    s += x[3];
  return s;
}
