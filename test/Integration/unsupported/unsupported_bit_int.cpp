// function: unsupported_bit_int
// signature: double(double,double)
// family: Statements and expressions
// construct: bit-precise integers (`_BitInt`)
// expect: refused costate-unsupported-type

double unsupported_bit_int(double x, double y) {
  _BitInt(17) k = (int)y;
  return x * (double)k;
}
