// covers: if, switch and range-for with initializers, using enum, bindings, attributes on statements
// function: statements_initialized
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// family: C++20 and C++23
// construct: `if` and `switch` with initializers, `using enum`, attributes on statements

#include <array>
#include <utility>

namespace modes {
enum class Mode { sum, product, none };
}

struct Pair {
  double a, b;
  int n;
};
static Pair split(double v, double w) { return {v * w, v + w, v > w ? 1 : 2}; }

static double combine(modes::Mode mode, double a, double b) {
  using enum modes::Mode;
  switch (auto [p, q, n] = split(a, b); mode) {
  case sum:
    p += q;
    [[fallthrough]];
  case product:
    return p * n;
  [[unlikely]] case none:
    break;
  }
  return b;
}

double statements_initialized(double x, double y) {
  double s = 0.0;
  if (auto [p, q, n] = split(x, y); n == 1 && p > 0.0) [[likely]]
    s += p * q;
  else if (double r = p - q; r < 0.0)
    s -= r * n;
  else
    s += x;
  for (std::array<double, 3> a{x, y, s}; auto &&v : a) {
    v *= a[0];
    s += combine(v > 1.0 ? modes::Mode::sum : modes::Mode::product, v, y);
  }
  for (int i = 0; auto v : {x, y, x * y}) {
    s += v * ++i;
    [[maybe_unused]] auto [c, d] = std::pair{i, v};
    s *= c == 2 ? d : 1.0;
  }
  return s + combine(modes::Mode::none, x, s);
}
