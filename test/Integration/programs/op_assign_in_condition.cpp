// covers: an assignment in a while condition and in an if condition
// function: op_assign_in_condition
// signature: double(double,double)
// at: 1.3 0.7
// at: 5.0 0.3
// family: Expressions
// construct: comma, assignment in conditions

double op_assign_in_condition(double x, double y) {
  double t = x, s = 0.0, u;
  while ((t = t * 0.5 + 0.01 * y) > 0.1)
    s += t * t;
  if ((u = s - x) < 0.0)
    s -= u * y;
  return s * u;
}
