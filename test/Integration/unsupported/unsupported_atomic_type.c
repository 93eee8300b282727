// function: unsupported_atomic_type
// signature: double(double,double)
// expect: refused costate-unsupported-atomic
// construct: `_Atomic` variables

double unsupported_atomic_type(double x, double y) {
  _Atomic double total = 0.0;
  total += x * y;
  return total;
}
