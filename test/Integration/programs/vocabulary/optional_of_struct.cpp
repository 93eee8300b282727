// function: optional_of_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Vocabulary types
// construct: `std::optional`

#include <optional>
#include <vector>

struct Hit {
  double distance, weight;
};
static std::optional<Hit> nearest(const std::vector<double> &v, double at) {
  std::optional<Hit> best;
  for (double e : v) {
    double d = (e - at) * (e - at);
    if (!best || d < best->distance)
      best = Hit{d, e * at};
  }
  return best;
}

double optional_of_struct(const double *x, int n) {
  std::vector<double> v(x, x + n), none;
  double s = 0.0;
  if (auto hit = nearest(v, 0.3 * x[0]))
    s += hit->distance + 2.0 * hit->weight;
  if (!nearest(none, 0.0))
    s *= 2.0;
  return s;
}
