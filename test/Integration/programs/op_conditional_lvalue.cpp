// covers: ?: as an lvalue and as a nested rvalue
// function: op_conditional_lvalue
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.7
// at: -1.0 -2.0
// family: Expressions
// construct: `?:` as value, as lvalue, over structs, with side effects in both arms

double op_conditional_lvalue(double x, double y) {
  double a = x * x, b = y * y;
  (x > y ? a : b) = x * y;
  (x > 0.0 ? a : b) += 3.0 * x;
  double c = x > 1.0 ? y > 0.0 ? a : b : x > 0.0 ? a * b : a - b;
  return a * a + b * c;
}
