// function: unsupported_union_copied
// signature: double(double,double)
// expect: refused costate-ambiguous-storage
// construct: a union copied as a whole that held numbers and other things in turn

union Cell {
  double d;
  int i;
  double pair[2];
};
double unsupported_union_copied(double x, double y) {
  Cell c;
  c.d = x * y;
  double s = c.d;
  c.i = 3;
  s *= c.i;
  c.d = s + y;
  s += c.d * c.d;
  c.pair[0] = s;
  c.pair[1] = x;
  Cell e = c;
  e.pair[0] *= c.pair[1];
  return e.pair[0] + c.pair[0];
}
