// function: unsupported_store_through_unmarked
// wrt: x
// expect: refused

void unsupported_store_through_unmarked(double x, double *out) { out[0] = x * x; }
