// function: cpp20_language
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// standard: c++20
// family: C++20 and C++23
// construct: designated initializers, `<=>`, `constinit`, `using enum`, range-for with initializer

#include <array>
#include <compare>

struct Options {
  double step = 0.1, damping = 0.0;
  int count = 3;
};
struct Version {
  int major, minor;
  auto operator<=>(const Version &) const = default;
};
enum class Mode { add, multiply };
static double run(Mode mode, double a, double b) {
  using enum Mode;
  switch (mode) {
  case add: return a + b;
  case multiply: return a * b;
  }
  return 0.0;
}

double cpp20_language(const double *x, int n) {
  Options o{.step = x[0], .count = n};
  double s = Version{1, 2} < Version{1, 3} ? x[1] : x[2];
  for (std::array<double, 2> a{x[2], x[3]}; double e : a)
    s = run(e > 0.0 ? Mode::multiply : Mode::add, s, e + o.step * o.count);
  if (const double t = s * o.step; t > 0.0) [[likely]]
    s += t + o.damping;
  return s;
}
