// function: unsupported_volatile
// signature: double(double,double)
// expect: refused costate-unsupported-volatile
// construct: `volatile` numbers

double unsupported_volatile(double x, double y) {
  volatile double z = x;
  z *= y;
  return z;
}
