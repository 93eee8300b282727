// function: unsupported_long_double_helper
// signature: double(double,double)
// expect: refused costate-unsupported-long-double
// construct: `long double` in a callee

static double helper(double x) {
  long double wide = x;
  return (double)(wide * wide);
}

double unsupported_long_double_helper(double x, double y) { return helper(x) + y; }
