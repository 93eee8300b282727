// function: unsupported_recursion
// signature: double(double,double)
// expect: refused costate-unsupported-recursion
// construct: recursion

static double power(double x, int n) { return n == 0 ? 1.0 : x * power(x, n - 1); }

double unsupported_recursion(double x, double y) { return power(x, 3) + power(y, 2); }
