// covers: integers halved while doubles are squared
// function: loop_power_by_squaring
// signature: double(double,double)
// at: 1.3 0.7
// family: Statements
// construct: `while`, `do`, endless loops

double loop_power_by_squaring(double x, double y) {
  double result = 1.0, base = x + y;
  for (unsigned n = 13; n; n >>= 1) {
    if (n & 1)
      result *= base;
    base *= base;
  }
  return result * y;
}
