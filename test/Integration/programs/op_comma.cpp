// covers: the comma operator in expressions, for headers and conditions
// function: op_comma
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.6 1.9
// family: Expressions
// construct: comma, assignment in conditions

double op_comma(double x, double y) {
  double a, b, s = 0.0;
  a = (b = x * y, b + 1.0);
  int i, j;
  for (i = 0, j = 3, s = a; i < j; i++, j--, s *= b)
    s += x;
  if (s += y, s > -1e9)
    s = (b += s, s * a + b);
  return s;
}
