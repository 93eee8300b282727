// function: recursion_downcast
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: nodes that are found again from a base without virtual functions

struct Base {
  int kind;
};
struct Value : Base {
  double v;
};
struct Pair : Base {
  const Base *first, *second;
  double weight;
};

static double fold(const Base *node, double x) {
  if (node->kind == 0)
    return static_cast<const Value *>(node)->v * x;
  const Pair *pair = static_cast<const Pair *>(node);
  double left = fold(pair->first, x * 0.9);
  return left * pair->weight + fold(pair->second, left);
}

double recursion_downcast(double x, double y) {
  Value a, b, c;
  a.kind = b.kind = c.kind = 0;
  a.v = x;
  b.v = y;
  c.v = x * y;
  Pair inner, outer;
  inner.kind = outer.kind = 1;
  inner.first = &a;
  inner.second = &b;
  inner.weight = y;
  outer.first = &inner;
  outer.second = &c;
  outer.weight = x + y;
  return fold(&outer, 1.2);
}
