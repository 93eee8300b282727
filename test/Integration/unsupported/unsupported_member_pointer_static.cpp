// function: unsupported_member_pointer_static
// signature: double(double,double)
// expect: refused 'which' of static storage
// construct: pointers to members in variables of static storage that are not constant

struct Pair {
  double a, b;
};
static double Pair::*which = &Pair::b;
void unsupported_choose(bool first) { which = first ? &Pair::a : &Pair::b; }

double unsupported_member_pointer_static(double x, double y) {
  Pair p = {x, y};
  return p.*which;
}
