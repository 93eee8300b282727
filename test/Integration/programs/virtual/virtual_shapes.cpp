// function: virtual_shapes
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Virtual calls
// construct: virtual calls through pointers and references, dynamic types by data

#include <memory>
#include <vector>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
  virtual double scaled(double k) const { return k * area(); }
};
struct Circle : Shape {
  double r;
  explicit Circle(double r) : r(r) {}
  double area() const override { return 3.25 * r * r; }
};
struct Box : Shape {
  double a, b;
  Box(double a, double b) : a(a), b(b) {}
  double area() const override { return a * b; }
  double scaled(double k) const override { return k * k * area() + a; }
};
struct Slab : Box {
  using Box::Box;
  double area() const final { return 0.5 * Box::area(); }
};

double virtual_shapes(const double *x, int n) {
  std::vector<std::unique_ptr<Shape>> shapes;
  for (int i = 0; i < n; i++) {
    if (x[i] < 0.0)
      shapes.push_back(std::make_unique<Circle>(x[i]));
    else if (x[i] > 1.0)
      shapes.push_back(std::make_unique<Box>(x[i], x[0]));
    else
      shapes.push_back(std::make_unique<Slab>(x[i], x[1]));
  }
  double s = 0.0;
  for (const auto &shape : shapes)
    s += shape->scaled(0.5 + s * 0.1);
  return s;
}
