// function: unsupported_atomic
// signature: double(double,double)
// expect: refused costate-unsupported-atomic
// construct: atomic operations on floating-point objects

double unsupported_atomic(double x, double y) {
  double shared = 0.0;
  __atomic_store(&shared, &x, __ATOMIC_SEQ_CST);
  return x * y * shared;
}
