// function: unsupported_float128
// signature: double(double,double)
// expect: refused costate-unsupported-long-double
// construct: `__float128`

double unsupported_float128(double x, double y) {
  __float128 wide = x;
  wide = wide * y;
  return static_cast<double>(wide);
}
