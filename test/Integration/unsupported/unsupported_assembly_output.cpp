// function: unsupported_assembly_output
// signature: double(double,double)
// expect: refused costate-unsupported-asm
// family: Statements
// construct: inline assembly that computes
double unsupported_assembly_output(double x, double y) {
  double z = 0.0;
  asm("" : "=x"(z) : "0"(x));
  return z * y;
}
