// function: exception_tree
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.6 1.2
// family: Exceptions
// construct: thrown through recursive virtual calls, caught half way, with owned children

#include <memory>
#include <stdexcept>
#include <vector>

struct Node {
  virtual ~Node() = default;
  virtual double value(double x) const = 0;
};
using Owner = std::unique_ptr<Node>;
struct Leaf : Node {
  double k;
  explicit Leaf(double k) : k(k) {}
  double value(double x) const override { return k * x; }
};
struct Log : Node {
  Owner a;
  explicit Log(Owner a) : a(std::move(a)) {}
  double value(double x) const override {
    double v = a->value(x);
    if (v <= 0.0)
      throw std::domain_error("log");
    return v * v + 0.5;
  }
};
struct Sum : Node {
  std::vector<Owner> terms;
  double value(double x) const override {
    std::vector<double> parts;
    for (const Owner &term : terms)
      parts.push_back(term->value(x));
    double s = 0.0;
    for (double part : parts)
      s = s * 0.5 + part;
    return s;
  }
};
struct Otherwise : Node {
  Owner first, second;
  Otherwise(Owner a, Owner b) : first(std::move(a)), second(std::move(b)) {}
  double value(double x) const override {
    try {
      return first->value(x) * 2.0;
    } catch (const std::logic_error &) {
      return second->value(x + 0.1) * x;
    }
  }
};

double exception_tree(double x, double y) {
  auto sum = std::make_unique<Sum>();
  sum->terms.push_back(std::make_unique<Leaf>(y));
  sum->terms.push_back(std::make_unique<Otherwise>(
      std::make_unique<Log>(std::make_unique<Leaf>(x)), std::make_unique<Leaf>(x * y)));
  sum->terms.push_back(std::make_unique<Log>(std::make_unique<Leaf>(-y)));
  Otherwise root(std::make_unique<Log>(std::move(sum)), std::make_unique<Leaf>(y));
  return root.value(1.5) + root.value(-0.8) * 0.3;
}
