// covers: a base class without virtual functions, members of both, a reference to the base
// function: struct_base_class
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: base classes without virtual functions, also several

struct Base {
  double a;
};
struct Derived : Base {
  double b;
};

static double read(const Base &base) { return base.a * base.a; }

double struct_base_class(double x, double y) {
  Derived d;
  d.a = x;
  d.b = y;
  return read(d) * d.b;
}
