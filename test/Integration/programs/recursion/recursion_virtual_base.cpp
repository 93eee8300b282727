// covers: trees of objects behind a virtual base, walked by functions that stay functions
// function: recursion_virtual_base
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// unity: no
// family: Functions
// construct: recursive functions over objects with virtual bases

#include <cmath>
#include <memory>

namespace vb_recursion {

struct Value {
  double offset;
  explicit Value(double o) : offset(o) {}
  virtual double eval(double u) const = 0;
  virtual ~Value() = default;
};
struct Named : virtual Value {
  int id;
  explicit Named(int i) : Value(0.0), id(i) {}
};
struct Counted : virtual Value {
  mutable int count = 0;
  Counted() : Value(0.0) {}
};
struct Leaf : Named, Counted {
  double k;
  Leaf(double v, int i) : Value(0.1 * v), Named(i), k(v) {}
  double eval(double u) const override {
    count++;
    return k * u + offset * id;
  }
};
struct Node : Named, Counted {
  std::unique_ptr<Value> left, right;
  Node(double o, int i, std::unique_ptr<Value> l, std::unique_ptr<Value> r)
      : Value(o), Named(i), left(std::move(l)), right(std::move(r)) {}
  double eval(double u) const override {
    count++;
    return left->eval(u) * std::sin(right->eval(u)) + offset * count;
  }
};

static double total(const Value *v, int depth) {
  return depth ? v->offset * v->eval(0.1) + total(v, depth - 1) * 0.5 : v->offset;
}

} // namespace vb_recursion

using namespace vb_recursion;

double recursion_virtual_base(const double *x, int n) {
  std::unique_ptr<Value> root = std::make_unique<Leaf>(x[0], 1);
  for (int i = 1; i < n; i++) {
    auto leaf = std::make_unique<Leaf>(x[i], i);
    bool isLeft = i % 2;
    root = isLeft ? std::make_unique<Node>(x[i - 1], i, std::move(leaf), std::move(root))
                  : std::make_unique<Node>(x[i - 1], i, std::move(root), std::move(leaf));
  }
  double s = root->eval(x[0]) + root->eval(0.3);
  root->offset *= s;
  return s + root->eval(x[1]) + total(root.get(), 2);
}
