// covers: tie bindings
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_tie_bindings
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <array>
#include <tuple>
#include <utility>

struct Two {
  double a, b;
};
double alias_tie_bindings(double x, double y) {
  double a = x, b = y;
  for (int i = 0; i < 3; ++i) {
    std::tie(a, b) = std::make_tuple(b, a * b);
    auto &&[p, q] = std::tie(b, a);
    p += q * 0.1;
  }
  Two t{a, b};
  auto &[m, n] = t;
  auto [c, d] = t;
  m *= d;
  n += c;
  c = m;
  std::array<Two, 2> arr{t, Two{c, d}};
  for (auto &[u, v] : arr) {
    u = v * u;
    std::swap(u, v);
  }
  return t.a * t.b + c * d + arr[0].a * arr[1].b;
}
