// function: unsupported_inline_assembly
// signature: double(double,double)
// expect: refused costate-unsupported-asm
// construct: inline assembly

double unsupported_inline_assembly(double x, double y) {
  double r = x * y;
  __asm__ volatile("sqrtsd %0, %0" : "+x"(r));
  return r;
}
