// covers: unions copied as a whole that hold a number, two numbers or an integer in turn
// function: union_copied
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Classes
// construct: unions that are copied as a whole

union Cell {
  double d;
  int i;
  double pair[2];
};
double union_copied(double x, double y) {
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
