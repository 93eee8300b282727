// function: recursion_polymorphic
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: virtual functions that call each other through pointers to a base without members

#include <vector>

struct Node {
  virtual ~Node() = default;
  virtual double value(double x) const = 0;
};
struct Leaf : Node {
  double k;
  explicit Leaf(double k) : k(k) {}
  double value(double x) const override { return k * x; }
};
struct Square : Node {
  const Node *a;
  explicit Square(const Node *a) : a(a) {}
  double value(double x) const override {
    double v = a->value(x);
    return v * v + 0.5;
  }
};
struct Sum : Node {
  std::vector<const Node *> terms;
  double value(double x) const override {
    double s = 0.0;
    for (const Node *term : terms)
      s = s * 0.5 + term->value(x);
    return s;
  }
};

double recursion_polymorphic(double x, double y) {
  Sum sum;
  Leaf a(y), b(x * y), c(x);
  Square d(&c);
  sum.terms = {&a, &b, &d};
  Square root(&sum);
  const Node &node = root;
  return node.value(1.5);
}
