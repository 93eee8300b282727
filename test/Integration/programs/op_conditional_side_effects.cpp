// covers: side effects in both arms of ?: and in its condition
// function: op_conditional_side_effects
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 0.7
// at: 0.2 1.1
// family: Expressions
// construct: `?:` as value, as lvalue, over structs, with side effects in both arms

double op_conditional_side_effects(double x, double y) {
  double a = x, b = y;
  double c = (a *= 2.0) > b ? (b += a * a, b * x) : (a -= b * y, a + 1.0);
  int i = 0;
  double v[3] = {x, y, x * y};
  double d = x > 0.5 ? (a += v[i++], a * v[i++]) : (b -= v[++i], b + v[i]);
  return a * b + c * d + v[i];
}
