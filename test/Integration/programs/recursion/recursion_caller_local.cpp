// function: recursion_caller_local
// signature: double(const double*,int)
// at: 0.7 -0.4 1.2
// at: -0.3 0.9 0.5
// family: Recursion
// construct: local objects of a caller that a callee reads in its reverse sweep
#include <cmath>
namespace {
struct Table { int order[3]; double weight[3]; };
void number(Table *t, int first, double a, int n) {
  t->order[n - 1] = first + n;
  t->weight[n - 1] = std::cos(a + n);
  if (n > 1)
    number(t, first, a, n - 1);
}
double use(const Table *t, double a, int n) {
  double s = 0.0;
  for (int i = 0; i < 3; ++i)
    if (a < 100.0)
      s += std::sin(a * t->order[i]) * t->weight[i] * a;
  return n > 0 ? s * use(t, a * 0.5, n - 1) + s : s;
}
const Table *same(const Table *t, int n) { return n > 0 ? same(t, n - 1) : t; }
double walk(double a, double b, int depth) {
  Table t;
  number(&t, depth, b, 3);
  double r = use(&t, a, 1);
  if (depth > 0)
    r += walk(std::sin(b), a * 0.7, depth - 1) * use(same(&t, 2), b, 0);
  return r;
}
} // namespace
double recursion_caller_local(const double *x, int n) {
  return walk(x[0], x[1], n) * x[2];
}
