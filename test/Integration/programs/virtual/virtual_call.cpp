// covers: virtual functions, called through a reference to the base
// function: virtual_call
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Virtual calls
// construct: virtual functions, called through a reference to the base

struct Shape {
  virtual double area(double s) const { return s; }
};
struct Square : Shape {
  double area(double s) const override { return s * s; }
};

static double of(const Shape &shape, double s) { return shape.area(s); }

double virtual_call(double x, double y) {
  Square square;
  return of(square, x) * y;
}
