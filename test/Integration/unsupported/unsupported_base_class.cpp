// function: unsupported_base_class
// signature: double(double,double)
// expect: refused

struct Base {
  double a;
};
struct Derived : Base {
  double b;
};

static double read(const Base &base) { return base.a * base.a; }

double unsupported_base_class(double x, double y) {
  Derived d;
  d.a = x;
  d.b = y;
  return read(d) * d.b;
}
