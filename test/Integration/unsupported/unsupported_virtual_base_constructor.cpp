// function: unsupported_virtual_base_constructor
// signature: double(double,double)
// expect: refused costate-unsupported-virtual-base
// construct: constructors that a class inherits from its virtual base

struct Base {
  double value;
  explicit Base(double x) : value(x) {}
};
struct Derived : virtual Base {
  using Base::Base;
};

double unsupported_virtual_base_constructor(double x, double y) {
  Derived derived(x);
  return derived.value * y;
}
