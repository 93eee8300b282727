// function: unsupported_atomic
// signature: double(double,double)
// expect: refused costate-unsupported-atomic
// construct: atomic operations

double unsupported_atomic(double x, double y) {
  int count = 0;
  __atomic_fetch_add(&count, 1, __ATOMIC_SEQ_CST);
  return x * y * count;
}
