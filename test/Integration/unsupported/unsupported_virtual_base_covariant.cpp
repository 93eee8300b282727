// function: unsupported_virtual_base_covariant
// signature: double(double,double)
// expect: refused costate-unsupported-callee
// construct: overriders whose result is converted to a virtual base of its class

struct Base {
  double value = 1.0;
  virtual Base *self() { return this; }
  virtual ~Base() {}
};
struct Derived : virtual Base {
  double scale = 2.0;
  Derived *self() override { return this; }
};

double unsupported_virtual_base_covariant(double x, double y) {
  Derived derived;
  derived.scale = y;
  Base *base = &derived;
  base->value = x;
  return base->self()->value * derived.scale;
}
