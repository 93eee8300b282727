// covers: classes with default member initializers, also in aggregates
// function: default_member_initializers
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: member functions, constructors, default member initializers, partial braces
#include <cmath>
struct A {
  double a;
  double b = a * 2;
  double c = b + a;
};
struct B {
  double k = 3;
  A in{k};
  double f(double x) {
    A t{x};
    return t.b * k + in.c;
  }
};
static double once() {
  static const double r = std::sqrt(2.0) * 3;
  static int n = 3;
  return r * n;
}
struct Cfg {
  static constexpr double g = 9.81;
  static const int n = 4;
  enum { q = 3 };
  static const double tab[3];
};
const double Cfg::tab[3] = {1, 2, 3};
namespace {
const struct {
  double w;
  int i;
} rules[2] = {{0.5, 1}, {1.5, 2}};
} // namespace
const A ga{1.5};
double default_member_initializers(double x, double y) {
  A p{x};
  B q;
  A arr[2] = {{y}, {x, y}};
  B *h = new B();
  double v = h->k;
  delete h;
  Cfg c;
  double s =
      p.c + q.f(y) + arr[0].c + arr[1].c + v + Cfg::g * x + c.n + c.q + Cfg::tab[(int)x] + ga.c;
  for (const auto &r : rules)
    s += r.w * r.i * x;
  return s + std::sqrt(2.0);
}
