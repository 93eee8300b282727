// function: exception_recursive
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.8 1.4
// family: Exceptions
// construct: thrown by a recursive function, nested try blocks in it, `throw;` after modification

struct Base {
  double value;
};
struct Deep : Base {
  int depth;
};
struct Scope {
  double &total, weight;
  Scope(double &t, double w) : total(t), weight(w) {}
  ~Scope() { total = total * 0.75 + weight; }
};

static double descend(double v, int depth, double &total) {
  Scope scope(total, v);
  if (depth == 0) {
    Deep deep;
    deep.value = v * v;
    deep.depth = 1;
    throw deep;
  }
  if (depth % 3 == 2)
    try {
      return descend(v * 0.9 + 0.1, depth - 1, total) * v;
    } catch (Deep &d) {
      d.value *= v;
      d.depth++;
      if (d.depth > 2)
        return d.value + v;
      throw;
    }
  double left = descend(v * 1.1, depth - 1, total);
  try {
    total += left * 0.1;
    left += descend(v - 0.2, depth - 2 < 0 ? 0 : depth - 2, total);
  } catch (const Base &b) {
    left += b.value * 0.5;
  }
  return left;
}

double exception_recursive(double x, double y) {
  double total = y, s = 0.0;
  for (int depth = 0; depth < 7; depth++)
    try {
      s += descend(x, depth, total);
    } catch (Base b) {
      s += b.value * y;
    }
  return s + total;
}
