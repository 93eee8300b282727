// function: optional_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Vocabulary types
// construct: `std::optional`

#include <cmath>
#include <optional>

static std::optional<double> safe_sqrt(double x) {
  if (x < 0.0)
    return std::nullopt;
  return std::sqrt(x);
}

double optional_std(const double *x, int n) {
  double s = 0.0;
  std::optional<double> largest;
  for (int i = 0; i < n; i++) {
    auto r = safe_sqrt(x[i]);
    s += r.value_or(0.1 * x[i]);
    if (r && (!largest || *r > *largest))
      largest = r;
  }
  if (largest.has_value())
    s *= *largest;
  largest.reset();
  largest.emplace(s * s);
  return largest.value() + s;
}
