// covers: local references to scalars, elements and members; references as parameters
// function: references
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.1 0.9
// family: Variables and memory
// construct: references: to scalars, elements, members; returned and assigned through

static void rotate(double &a, double &b) {
  double t = a;
  a = b * 2.0;
  b = t;
}
static double read(const double &v) { return v * v; }

double references(double x, double y) {
  double v[3] = {x, y, x + y};
  double &first = v[0], &last = v[2];
  first *= last;
  rotate(first, v[1]);
  rotate(x, y);
  rotate(last, last);
  const double &bound = x * y;
  double &chosen = x > y ? v[0] : v[1];
  chosen += bound;
  return v[0] * v[1] + last + read(v[2]) + read(x - 1.0) * y;
}
