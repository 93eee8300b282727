// function: unsupported_number_part
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: a part of a number overwritten by an integer

union Bits {
  double number;
  int halves[2];
};

double unsupported_number_part(double x, double y) {
  Bits b[2];
  for (int k = 0; k < 2; k++) {
    b[k].number = x * y + k;
    b[k].halves[0] = 0;
  }
  return b[0].number * 0.1 * b[1].number;
}
