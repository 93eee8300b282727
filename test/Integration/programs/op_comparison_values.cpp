// covers: results of comparisons and of ! used as numbers
// function: op_comparison_values
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.7
// family: Expressions
// construct: comparisons and `!` as values

double op_comparison_values(double x, double y) {
  double s = (x > y) * x + (x <= y) * y * y + !(x < y) * x * y;
  s += (x == x) + (x != y) * 2.0 * y;
  int count = (x > 0.0) + (y > 0.0) + (x > 1.0);
  bool flag = x > y;
  return s * count + flag * x + !flag * y * y;
}
