// function: template_crtp
// signature: double(double,double)
// at: 1.3 0.7
// family: Templates
// construct: the curiously recurring pattern, policies, mixins

template <class Derived> struct Energy {
  double total(double t) const {
    const Derived &self = static_cast<const Derived &>(*this);
    double s = 0.0;
    for (int i = 0; i < 3; i++)
      s += self.density(t + i) * 0.5;
    return s;
  }
};
struct Quadratic : Energy<Quadratic> {
  double k;
  explicit Quadratic(double k) : k(k) {}
  double density(double t) const { return k * t * t; }
};
struct Cubic : Energy<Cubic> {
  double a, b;
  Cubic(double a, double b) : a(a), b(b) {}
  double density(double t) const { return a * t * t * t + b; }
};
template <class E> static double twice(const Energy<E> &e, double t) { return e.total(t) + e.total(-t); }

double template_crtp(double x, double y) { return twice(Quadratic(x), y) * twice(Cubic(y, x), x); }
