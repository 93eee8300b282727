// function: unsupported_store_through_unmarked
// wrt: x
// expect: refused costate-active-store
// construct: active values stored through a pointer that is not differentiated

double unsupported_store_through_unmarked(double x, double *out) {
  out[0] = x * x;
  return x;
}
