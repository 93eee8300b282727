// function: unsupported_long_double
// signature: double(double,double)
// expect: refused costate-unsupported-long-double
// construct: `long double`

double unsupported_long_double(double x, double y) {
  long double s = x;
  s *= y;
  return (double)s;
}
