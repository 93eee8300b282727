// function: recursion_power
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.2
// family: Recursion
// construct: a function that calls itself, also with an unused result

static double power(double x, int n) { return n == 0 ? 1.0 : x * power(x, n - 1); }

double recursion_power(double x, double y) {
  power(y, 3);
  return power(x, 3) + power(y, 2) * power(x * y, 1) + power(2.0, 3);
}
