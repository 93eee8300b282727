// construct: bits of active numbers through a union
// function: unsupported_union_bits
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
double unsupported_union_bits(double x, double y) {
  union { float f; unsigned i; } u;
  u.f = (float)x;
  float log2 = (float)u.i * 1.1920928955078125e-7f;
  return log2 * y;
}
