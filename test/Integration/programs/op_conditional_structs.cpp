// covers: ?: over structs, as lvalues and rvalues, and the comma operator as an lvalue
// function: op_conditional_structs
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 0.9
// family: Expressions
// construct: `?:` as value, as lvalue, over structs, with side effects in both arms

struct Pair {
  double first, second;
};

static Pair make(double a, double b) { return {a * b, a - b}; }

double op_conditional_structs(double x, double y) {
  Pair p = make(x, y), q = make(y, x * x);
  Pair r = x > y ? p : q;
  (x > 0.5 ? p : q) = r;
  (y > 0.8 ? p.first : q.second) *= x;
  (p.first += 1.0, q.first) = x * x;
  Pair t = p.first > q.first ? make(p.first, y) : Pair{y, p.second};
  const Pair &u = x < y ? t : make(x, x);
  double *d = &(x > y ? p : q).second;
  *d += u.first;
  return p.first * q.first + p.second * q.second + r.first * t.second + u.second;
}
