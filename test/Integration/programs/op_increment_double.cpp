// covers: ++ and -- on floating-point lvalues, before and after
// function: op_increment_double
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.0
// family: Expressions
// construct: `++`, `--` on integers, floating-point numbers and pointers

double op_increment_double(double x, double y) {
  double a = x++ * y;
  double b = ++y * x;
  double c = a-- - --b;
  double t[2] = {a, b};
  t[0]++;
  ++t[1];
  return a * b + c * x * y + t[0]-- * --t[1];
}
