// covers: alias_tagged_union
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_tagged_union
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

struct Value {
  enum { Number, Index, Pair } kind;
  union {
    double d;
    int i;
    struct {
      double a, b;
    } p;
  };
};
static double eval(const Value &v, const double *x) {
  switch (v.kind) {
  case Value::Number:
    return v.d;
  case Value::Index:
    return x[v.i] * x[v.i];
  default:
    return v.p.a * v.p.b;
  }
}
double alias_tagged_union(const double *x, int n) {
  Value v[5];
  double s = 0;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < n; ++i) {
      switch ((i + round) % 3) {
      case 0:
        v[i].kind = Value::Number;
        v[i].d = x[i] + s;
        break;
      case 1:
        v[i].kind = Value::Index;
        v[i].i = (i * 3) % n;
        break;
      default:
        v[i].kind = Value::Pair;
        v[i].p = {x[i], s + 1.0};
      }
    }
    for (int i = 0; i < n; ++i)
      s += eval(v[i], x) * 0.3;
  }
  return s;
}
