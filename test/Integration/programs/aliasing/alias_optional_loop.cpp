// covers: optional loop
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_optional_loop
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <optional>
#include <utility>

double alias_optional_loop(double x, double y) {
  std::optional<double> best;
  std::optional<std::pair<double, int>> at;
  double s = 0;
  for (int i = 0; i < 6; ++i) {
    double v = x * (i % 3) - y * (i % 2) + s * 0.1;
    if (!best || v > *best) {
      best = v * 1.0;
      at.emplace(v * v, i);
    } else if (i == 4) {
      best.reset();
      at = std::nullopt;
    }
    s += best.value_or(y) * (at ? at->first : x);
  }
  return s + (best ? *best : 0.0);
}
