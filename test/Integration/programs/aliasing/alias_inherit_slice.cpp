// covers: inherit slice
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_inherit_slice
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

struct Base {
  double a;
  Base(double a) : a(a) {}
  double get() const { return a * a; }
};
struct Mid : Base {
  double b;
  Mid(double a, double b) : Base(a * b), b(b) { this->a += b; }
};
struct Other {
  double c = 2.0;
  double scale(double v) { return c *= v; }
};
struct Leaf : Mid, Other {
  double a;
  Leaf(double x, double y) : Mid(x, y), a(y) { c += x; }
  using Other::c;
};
static double slice(Base b, Other &o) {
  b.a += o.c;
  return b.get() * o.scale(b.a);
}
double alias_inherit_slice(double x, double y) {
  Leaf l(x, y);
  Leaf m = l;
  static_cast<Base &>(m) = Base(l.a);
  Other *o = &m;
  double r = slice(l, *o) + slice(m, l);
  static_cast<Leaf *>(o)->Base::a *= r;
  l = m;
  return r + l.get() + l.a * m.c + l.Base::a;
}
