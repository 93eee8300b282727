// function: virtual_covariant
// signature: double(double,double)
// at: 1.3 0.73
// family: Virtual calls
// construct: covariant results with an adjustment, null pointers, clones

#include <memory>

struct Left {
  double l = 0.0;
  virtual ~Left() = default;
  virtual double get() const { return l; }
};
struct Node {
  double v;
  explicit Node(double v) : v(v) {}
  virtual ~Node() = default;
  virtual Node *clone(double k) const { return k > 0.0 ? new Node(v * k) : nullptr; }
  virtual double get() const { return v; }
};
struct Both : Left, Node {
  Both(double a, double b) : Node(b) { l = a; }
  Both *clone(double k) const override { return k > -1.0 ? new Both(l + k, v * k) : nullptr; }
  double get() const override { return l * v; }
};
struct Deeper : Both {
  using Both::Both;
  Deeper *clone(double k) const override { return new Deeper(v, l * k); }
  double get() const override { return Both::get() + l; }
};

static double follow(const Node &start, double k) {
  std::unique_ptr<Node> node(start.clone(k));
  double s = 0.0;
  for (int i = 0; i < 4 && node; i++) {
    s = s * 0.5 + node->get();
    node.reset(node->clone(k - 0.4 * i));
  }
  return node ? s + node->get() : s;
}

double virtual_covariant(double x, double y) {
  Node node(x);
  Both both(x, y);
  Deeper deeper(y, x * y);
  const Node *all[] = {&node, &both, &deeper};
  double s = 0.0;
  for (int i = 0; i < 6; i++)
    s += follow(*all[i % 3], y - 0.1 * i) * (1.0 + i);
  const Left &left = deeper;
  return s + left.get();
}
