// function: inheritance_layout
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: inheritance: several and empty bases, members in tail padding, inherited constructors, order of construction and destruction
struct Empty {};
struct Tag {
  double twice(double v) const { return 2.0 * v; }
};
struct A {
  double *s;
  double a;
  int n;
  A(double *t, double v) : s(t), a(v), n(1) { *s += a; }
  ~A() { *s *= 1.0 + 0.1 * a; }
};
struct B : Empty {
  double b;
  char c;
  B(double v) : b(v), c(2) {}
  ~B() {}
};
struct C : A, Tag, B {
  int late;
  double e;
  using A::A;
  C(double *t, double v, double w) : A(t, v), B(w), late(3), e(v * w) { *s += e; }
  ~C() { *s += e * b + late; }
};
struct D : A {
  using A::A;
  double extra = 0.5 * a;
  [[no_unique_address]] Empty none;
};
static double useBase(const A &a) { return a.a * *a.s; }

double inheritance_layout(double x, double y) {
  double s = x;
  double r = 0.0;
  {
    C c(&s, x, y);
    C copy = c;
    copy.e += y;
    r += useBase(c) + copy.twice(c.b) + c.late;
    static_cast<B &>(copy) = c;
    static_cast<A &>(copy) = static_cast<const A &>(c);
    r += copy.late * copy.e;
    D d(&s, y);
    D f = d;
    f = d;
    r += d.extra * f.a + useBase(f);
  }
  return r + s * y;
}
