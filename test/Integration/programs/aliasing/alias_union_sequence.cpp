// covers: union sequence
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_union_sequence
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

union Cell {
  double d;
  int i;
  double pair[2];
};
double alias_union_sequence(double x, double y) {
  Cell c;
  c.d = x * y;
  double s = c.d;
  c.i = 3;
  s *= c.i;
  c.d = s + y;
  s += c.d * c.d;
  c.pair[0] = s;
  c.pair[1] = x;
  Cell e;
  e.pair[0] = c.pair[0];
  e.pair[1] = s;
  e.pair[0] *= c.pair[1];
  return e.pair[0] + c.pair[0];
}
