// function: structured_bindings_custom
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: structured bindings of classes with private members, by `get`

#include <cstddef>
#include <tuple>
#include <utility>

namespace custom {
class Pose {
  double a, b;

public:
  Pose(double a, double b) : a(a), b(b) {}
  template <std::size_t I> double get() const { return I == 0 ? a * b : b; }
};
} // namespace custom
struct Plain {
  double first;
  int count;
  double rest[2];
};

double structured_bindings_custom(double x, double y) {
  Plain p{x, 3, {y, x * y}};
  auto &[first, count, rest] = p;
  first *= count;
  auto [r0, r1] = rest;
  rest[0] = 100.0;
  const auto [copy, k, unused] = p;
  custom::Pose pose(x, y);
  double s = 0.0;
  for (auto [a, b] : {std::pair{x, y}, std::pair{r0, r1}})
    s += a * b;
  return s + copy * k + pose.get<0>() * pose.get<1>() + p.first * r1;
}
