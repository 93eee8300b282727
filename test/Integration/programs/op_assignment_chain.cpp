// covers: chained and compound assignment: u = v = u = 0, a = b = c
// function: op_assignment_chain
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 -1.5
// family: Expressions
// construct: compound assignment, chained assignment, the right side first

double op_assignment_chain(double x, double y) {
  double u = x, v = y, w;
  u = v = w = x * y;
  u += v *= w -= x * x;
  double r = u + 2.0 * v + 3.0 * w;
  u = v = u = 0.0;
  u += x;
  v -= y;
  r *= u - v;
  return r + (w = x + y) * x + v;
}
