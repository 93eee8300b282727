// covers: alias_nested_optional_variant
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_nested_optional_variant
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <variant>
#include <vector>

struct Circle {
  double r;
};
struct Box {
  double a, b;
  std::vector<double> extra;
};
using Shape = std::variant<std::monostate, Circle, Box, double>;
double alias_nested_optional_variant(double x, double y) {
  Shape s;
  double t = 0;
  for (int i = 0; i < 6; ++i) {
    switch (i % 4) {
    case 0:
      s = Circle{x * (i + 1)};
      break;
    case 1:
      s = Box{x, t, {y, t, x}};
      break;
    case 2:
      if (auto *b = std::get_if<Box>(&s)) {
        b->extra[1] *= y;
        b->a += b->extra.back();
      }
      break;
    default:
      t += std::get_if<Circle>(&s) ? 1.0 : x;
      s = t * y;
    }
    if (auto *c = std::get_if<Circle>(&s))
      t += c->r * c->r;
    else if (auto *b = std::get_if<Box>(&s))
      t += b->a * b->b + b->extra[1];
    else if (auto *d = std::get_if<double>(&s))
      t += *d * 0.5;
  }
  return t;
}
