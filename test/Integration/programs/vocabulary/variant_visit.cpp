// function: variant_visit
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Vocabulary types
// construct: `std::variant`, `std::visit`

#include <variant>
#include <vector>

struct Circle {
  double radius;
};
struct Box {
  double width, height;
};
using Shape = std::variant<Circle, Box>;
struct Area {
  double operator()(const Circle &c) const { return 3.25 * c.radius * c.radius; }
  double operator()(const Box &b) const { return b.width * b.height; }
};

double variant_visit(const double *x, int n) {
  std::vector<Shape> shapes;
  for (int i = 0; i + 1 < n; i++) {
    if (i % 2)
      shapes.push_back(Circle{x[i]});
    else
      shapes.push_back(Box{x[i], x[i + 1]});
  }
  double s = 0.0;
  for (const Shape &shape : shapes)
    s += std::visit(Area(), shape);
  return s;
}
