// covers: && and || whose operands have side effects
// function: op_short_circuit
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.5 0.7
// at: 0.4 0.1
// family: Expressions
// construct: `&&`, `\|\|` with side effects on active values

double op_short_circuit(double x, double y) {
  double a = x, b = y, c = 1.0;
  if (((a *= 2.0) > 1.0 && (b += a) > 1.0) || (c = a * b) > 0.0)
    c += a;
  bool both = a > b && (a -= b * y) < 5.0;
  bool any = b > 100.0 || (b = b * c, b < 0.3) || (c *= a) > 0.0;
  return a * b + c + both * x + any * y;
}
