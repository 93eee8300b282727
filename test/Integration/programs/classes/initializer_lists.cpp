// function: initializer_lists
// signature: double(double,double)
// at: 1.3 0.7
// standard: c++20
// family: Classes
// construct: initializer_list of objects with destructors, structured bindings, parenthesized aggregates, conversions
#include <initializer_list>
#include <tuple>
#include <vector>
struct V {
  double v;
  double *log;
  V(double a, double *l) : v(a), log(l) {}
  V(const V &o) : v(o.v), log(o.log) { *log += 0.1 * v; }
  ~V() { *log += v; }
};
static double sum(std::initializer_list<V> list) {
  double s = 0.0;
  for (const V &e : list)
    s += e.v * e.v;
  return s;
}
struct P {
  double x, y;
  operator double() const { return x * y; }
};
struct Pair {
  double a;
  double b = 2.0 * a;
};
double initializer_lists(double x, double y) {
  double log = 1.0;
  double r = sum({V(x, &log), {y, &log}, {x * y, &log}});
  std::vector<double> w{x, y, x + y};
  auto [p, q] = std::pair<double, double>(x, w[2]);
  auto &&[a, b] = std::make_tuple(p * q, log);
  P u{x, y}, v(y, x);
  if (u.x < v.x)
    r += static_cast<double>(u);
  else
    r += 2.0 * static_cast<double>(v);
  Pair pair(x), named{.a = y};
  return r + a * b + log * w[1] + pair.b * named.b;
}
