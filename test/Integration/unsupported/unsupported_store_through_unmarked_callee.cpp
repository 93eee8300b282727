// function: unsupported_store_through_unmarked_callee
// wrt: x
// expect: refused costate-active-store
// construct: the same in a callee, and read back

static void put(double *where, double value) { *where += value; }

double unsupported_store_through_unmarked_callee(double x, double *out) {
  put(out + 1, x * x);
  return out[1];
}
