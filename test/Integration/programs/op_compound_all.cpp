// covers: += -= *= /= on scalars and elements; the target is its own operand
// function: op_compound_all
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.2 -0.4
// family: Expressions
// construct: compound assignment, chained assignment, the right side first

double op_compound_all(double x, double y) {
  double a[3] = {x, y, x * y};
  a[0] += a[1];
  a[1] -= a[0] * a[2];
  a[2] *= a[2];
  a[0] /= a[0] + 3.0;
  a[1] *= a[1] += x;
  x += x;
  x *= x;
  x -= 0.5 * x;
  y /= 2.0;
  y += y * y;
  return a[0] + a[1] * a[2] + x * y;
}
