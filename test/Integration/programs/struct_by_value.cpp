// covers: structs by value: the callee's changes stay in the callee
// function: struct_by_value
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 2.0
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Pair {
  double a, b;
};

static double consume(Pair p) {
  p.a *= p.b;
  p.b = p.a + 1.0;
  return p.a * p.b;
}

double struct_by_value(double x, double y) {
  Pair p = {x, y};
  double s = consume(p);
  Pair q = p;
  q.a += s;
  return consume(q) + p.a * p.b + q.a;
}
