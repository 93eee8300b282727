// covers: aggregates initialized in parentheses, CTAD for aggregates, designated initializers, nested
// function: aggregates_parenthesized
// signature: double(double,double)
// at: 1.3 0.7
// standard: c++20
// family: C++20 and C++23
// construct: aggregate initialization in parentheses, CTAD for aggregates, designated initializers

#include <memory>
#include <utility>

struct Base {
  double offset = 0.25;
};
struct Segment : Base {
  double a = 1.0;
  double b = a * 2.0;
  int n[3] = {1, 2, 3};
};
template <class T>
struct Box {
  T first, second;
};
template <class F>
struct Named {
  F function;
  double scale = 1.0;
};

double aggregates_parenthesized(double x, double y) {
  Segment s(Base(x), y);
  Segment t(Base{}, x * y, s.b);
  auto made = std::make_unique<Segment>(Base(y), s.a * t.a);
  Box box(x, s.offset * y);
  Box nested{box, Box{.first = y, .second = x}};
  Named named{.function = [&](double v) { return v * x; }, .scale = y};
  double rows[3](x, y);
  double r = s.a * s.b + t.offset * t.b + made->offset * made->b;
  r += box.first * box.second + nested.second.first * nested.first.second;
  r += named.function(r) * named.scale;
  for (double v : rows)
    r += v * s.n[1];
  return r;
}
