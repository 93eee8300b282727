// function: recursion_constructor_throws
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.9 -2.1
// family: Recursion
// construct: constructors that call themselves and throw

struct Node {
  double value;
  Node *next = nullptr;
  Node(double x, int depth) : value(x) {
    if (depth > 0)
      next = new Node(x * 0.5 + 0.01, depth - 1);
    if (value < 0.09)
      throw value * depth + x;
  }
  ~Node() { delete next; }
  double sum() const { return value * value + (next ? next->sum() : 0.0); }
};

double recursion_constructor_throws(double x, double y) {
  double s = 0.0;
  for (int depth = 2; depth < 6; ++depth)
    try {
      Node node(x, depth);
      s += node.sum() * y;
    } catch (double thrown) {
      s = s * y + thrown * x;
    }
  return s;
}
