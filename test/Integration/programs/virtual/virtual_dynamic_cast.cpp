// function: virtual_dynamic_cast
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: `dynamic_cast`, `typeid`

#include <typeinfo>

struct Node {
  virtual ~Node() = default;
  virtual double value() const = 0;
};
struct Constant : Node {
  double c;
  explicit Constant(double c) : c(c) {}
  double value() const override { return c; }
};
struct Product : Node {
  const Node *a, *b;
  Product(const Node *a, const Node *b) : a(a), b(b) {}
  double value() const override { return a->value() * b->value(); }
};
static double inspect(const Node *n) {
  if (auto *c = dynamic_cast<const Constant *>(n))
    return c->c * c->c;
  return typeid(*n) == typeid(Product) ? n->value() + 1.0 : 0.0;
}

double virtual_dynamic_cast(double x, double y) {
  Constant a(x), b(y);
  Product ab(&a, &b), square(&a, &a);
  const Node *nodes[] = {&a, &ab, &b, &square};
  double s = 0.0;
  for (const Node *n : nodes)
    s = s * 0.7 + inspect(n);
  return s;
}
