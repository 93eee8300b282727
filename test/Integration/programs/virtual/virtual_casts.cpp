// function: virtual_casts
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: casts down, across, to `void *` and to references; `std::bad_cast`

#include <memory>
#include <typeinfo>
#include <vector>

struct Shape {
  double scale = 1.0;
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Named {
  double weight = 0.5;
  virtual ~Named() = default;
};
struct Round : Shape {
  double r;
  explicit Round(double r) : r(r) {}
  double area() const override { return scale * r * r; }
};
struct Tagged : Named, Round {
  Tagged(double r, double w) : Round(r) { weight = w; }
  double area() const override { return weight * Round::area(); }
};
struct Hidden : private Named, public Round {
  explicit Hidden(double r) : Round(r) {}
};
struct Box : Shape {
  double w, h;
  Box(double w, double h) : w(w), h(h) {}
  double area() const override { return scale * w * h; }
};

static double visit(Shape *shape, double x) {
  double s = 0.0;
  if (auto *round = dynamic_cast<Round *>(shape))
    s += round->r * x;
  if (auto *named = dynamic_cast<Named *>(shape)) {
    named->weight *= x;
    s += named->weight;
    if (dynamic_cast<Round *>(named) == dynamic_cast<Round *>(shape))
      s *= 1.5;
  }
  if (dynamic_cast<void *>(shape) == static_cast<void *>(shape))
    s += 0.25 * x;
  try {
    Box &box = dynamic_cast<Box &>(*shape);
    box.w += box.h * x;
  } catch (const std::bad_cast &) {
    shape->scale *= 1.0 + x;
  }
  if (shape && typeid(*shape) == typeid(Tagged))
    s -= x * x;
  return s + shape->area();
}

double virtual_casts(double x, double y) {
  std::vector<std::unique_ptr<Shape>> shapes;
  for (int i = 0; i < 8; i++)
    if (i % 4 == 0)
      shapes.push_back(std::make_unique<Round>(x));
    else if (i % 4 == 1)
      shapes.push_back(std::make_unique<Tagged>(y, x * i));
    else if (i % 4 == 2)
      shapes.push_back(std::make_unique<Box>(x, y));
    else
      shapes.push_back(std::make_unique<Hidden>(x * y));
  double s = dynamic_cast<Round *>(static_cast<Shape *>(nullptr)) ? 100.0 : 0.0;
  for (int step = 0; step < 2; step++)
    for (auto &shape : shapes)
      s = s * 0.7 + visit(shape.get(), y + 0.1 * step);
  return s;
}
