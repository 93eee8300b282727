// covers: three-way comparisons of active members decide, defaulted and written out; nothing flows through them
// function: spaceship_active
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// oracle: differences
// family: C++20 and C++23
// construct: `<=>`: defaulted and `std::partial_ordering` of active values

#include <compare>

struct Point {
  double a, b;
  auto operator<=>(const Point &) const = default;
};
struct Ranked {
  Point point;
  int rank;
  std::partial_ordering operator<=>(const Ranked &other) const {
    if (auto c = rank <=> other.rank; c != 0)
      return c;
    return other.point <=> point;
  }
  bool operator==(const Ranked &other) const = default;
};

double spaceship_active(double x, double y) {
  Point p{x, y * y}, q{x * x, y};
  double s = p < q ? x * y : p == q ? 1.0 : x + y * y;
  std::partial_ordering order = x <=> y;
  if (order == std::partial_ordering::equivalent)
    s *= 2.0;
  else if (is_lt(order))
    s *= x;
  Ranked best{p, 0}, all[3] = {{q, 0}, {{y, x}, 1}, {p, 1}};
  for (const Ranked &candidate : all)
    if (candidate > best)
      best = candidate;
  s += best.point.a * best.point.b;
  double zero = 0.0;
  if ((x <=> zero / zero) == std::partial_ordering::unordered)
    s += y;
  return best == all[1] ? s * x : s;
}
