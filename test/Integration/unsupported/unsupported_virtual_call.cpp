// function: unsupported_virtual_call
// signature: double(double,double)
// expect: refused costate-unsupported-virtual-call
// construct: virtual functions

struct Shape {
  virtual double area(double s) const { return s; }
};
struct Square : Shape {
  double area(double s) const override { return s * s; }
};

static double of(const Shape &shape, double s) { return shape.area(s); }

double unsupported_virtual_call(double x, double y) {
  Square square;
  return of(square, x) * y;
}
