// covers: virtual bases of virtual bases, mixed virtual and plain inheritance, padding that derived classes reuse, classes without virtual functions
// function: virtual_base_deep
// signature: double(double,double)
// at: 1.3 0.7
// unity: no
// family: Classes
// construct: virtual bases

namespace vb_deep {

struct A {
  double a;
  char tag;
  explicit A(double v) : a(v), tag('a') {}
};
struct B : virtual A {
  float b;
  explicit B(double v) : A(v), b(2.5f) {}
  double sum() const { return a * b + tag; }
};
struct C : virtual A, B {
  bool flag;
  double c;
  explicit C(double v) : A(v), B(v), flag(true), c(v * a) {}
};
struct G {
  double g;
  char more = 1;
  explicit G(double v) : g(v) {}
};
struct D : G, virtual C {
  short d;
  D(double v, double w) : A(w), C(w), G(v), d(3) { a += v; }
};
struct H : virtual B {
  double h;
  explicit H(double v) : A(v), B(v), h(v * a) {}
};
struct E : H, D {
  double e;
  E(double v, double w) : A(v * w), B(w), C(v), H(w), D(v, w), e(c * h) {}
};
struct Empty {};
struct F : virtual Empty, E {
  char last;
  F(double v, double w) : A(v), B(v), C(w), E(w, v), last(2) { a *= e; }
};

static double look(const A &a) { return a.a * a.a + a.tag; }
static double probe(C *c) { return c ? c->c * c->a * c->C::b : -1.0; }

} // namespace vb_deep

using namespace vb_deep;

double virtual_base_deep(double x, double y) {
  E e(x, y);
  F f(y, x);
  D d(x, y * y);
  C *none = nullptr;
  A *a = none;
  double s = a ? 1000.0 : 0.5;
  A *ways[] = {&e, static_cast<D *>(&f), static_cast<C *>(&d)};
  for (A *way : ways) {
    s += look(*way);
    way->a = way->a * 1.1 + s;
    way->tag++;
  }
  C &c = f;
  c.c += look(d) * f.last;
  s += probe(&e) + probe(&f) * probe(&d) + probe(none);
  s += static_cast<H &>(e).sum() * d.d * static_cast<C &>(d).sum();
  return s * e.e + c.flag * f.a;
}
