// function: class_operators
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Classes
// construct: overloaded operators of every kind, conversion functions

struct Real {
  double v;
  Real(double v) : v(v) {}
  explicit operator bool() const { return v != 0.0; }
  operator double() const { return v; }
  Real &operator+=(Real o) { return v += o.v, *this; }
  Real operator-() const { return Real(-v); }
  Real &operator++() { return v += 1.0, *this; }
  Real operator++(int) {
    Real old = *this;
    ++*this;
    return old;
  }
  double operator[](int i) const { return v * i; }
  double operator()(double a, double b = 2.0) const { return v * a + b; }
  Real *operator->() { return this; }
  Real &operator,(Real o) { return v *= o.v, *this; }
  friend bool operator<(const Real &a, const Real &b) { return a.v * a.v < b.v * b.v; }
};
static Real operator""_r(long double v) { return Real(static_cast<double>(v)); }

double class_operators(double x, double y) {
  Real a(x), b = y;
  a += b++;
  a += -b;
  (a, b);
  if (a && a < b)
    ++a;
  a->v *= b[2];
  return a(x) + a(y, x) + (a < b ? a : b) + 0.5_r * a;
}
