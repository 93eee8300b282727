// function: unsupported_computed_goto
// signature: double(double,double)
// expect: refused costate-unsupported-goto
// construct: computed `goto`

double unsupported_computed_goto(double x, double y) {
  void *targets[2] = {&&first, &&second};
  goto *targets[x > y];
first:
  return x * x;
second:
  return x * y;
}
