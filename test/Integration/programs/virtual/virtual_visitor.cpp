// function: virtual_visitor
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: double dispatch, visitors, expression trees

#include <memory>
#include <utility>

struct Add;
struct Mul;
struct Leaf;
struct Visitor {
  virtual ~Visitor() = default;
  virtual void visit(const Leaf &) = 0;
  virtual void visit(const Add &) = 0;
  virtual void visit(const Mul &) = 0;
};
struct Node {
  virtual ~Node() = default;
  virtual void accept(Visitor &v) const = 0;
};
struct Leaf : Node {
  double value;
  explicit Leaf(double v) : value(v) {}
  void accept(Visitor &v) const override { v.visit(*this); }
};
struct Add : Node {
  Leaf l, r;
  Add(double a, double b) : l(a), r(b) {}
  void accept(Visitor &v) const override { v.visit(*this); }
};
struct Mul : Node {
  Add l;
  Leaf r;
  Mul(double a, double b, double c) : l(a, b), r(c) {}
  void accept(Visitor &v) const override { v.visit(*this); }
};
struct Evaluate : Visitor {
  double result = 0.0;
  void visit(const Leaf &n) override { result = n.value; }
  void visit(const Add &n) override {
    n.l.accept(*this);
    double left = result;
    n.r.accept(*this);
    result += left;
  }
  void visit(const Mul &n) override {
    n.l.accept(*this);
    double left = result;
    n.r.accept(*this);
    result *= left;
  }
};

double virtual_visitor(double x, double y) {
  Mul tree(x, y, x * y);
  Evaluate e;
  const Node &root = tree;
  root.accept(e);
  return e.result * e.result + x;
}
