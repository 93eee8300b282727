// function: unsupported_long_double
// signature: double(double,double)
// expect: refused long

double unsupported_long_double(double x, double y) {
  long double s = x;
  s *= y;
  return (double)s;
}
