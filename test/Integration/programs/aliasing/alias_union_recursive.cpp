// covers: alias_union_recursive
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_union_recursive
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

union Cell {
  double d;
  int i;
};
static double walk(Cell *c, double x, int depth) {
  double s = c->d * c->d;
  c->i = depth;
  if (c->i > 0) {
    c->d = s * x;
    s += walk(c, x * 0.9, depth - 1) * c->d;
  } else
    c->d = x;
  return s + c->d;
}
double alias_union_recursive(double x, double y) {
  Cell *c = new Cell;
  c->d = y;
  double r = walk(c, x, 3);
  r *= c->d;
  delete c;
  return r;
}
