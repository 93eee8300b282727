// function: exception_pointer
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 2.1
// family: Exceptions
// construct: thrown through a pointer to a function, past destructors and to a handler

struct Negative {
  double amount;
};
struct Restore {
  double &slot, old;
  explicit Restore(double &s) : slot(s), old(s) {}
  ~Restore() { slot = 0.5 * slot + old; }
};
static double root(double v) {
  if (v < 0.0)
    throw Negative{v * v};
  return v * 0.5 + 1.0;
}
static double cube(double v) { return v * v * v; }
using Function = double (*)(double);

static double compose(const Function *f, int n, double &slot, double v) {
  for (int i = 0; i < n; i++) {
    Restore restore(slot);
    slot *= v;
    v = f[i % 2](v) - 1.1;
  }
  return v;
}

double exception_pointer(double x, double y) {
  Function choice[2] = {root, cube};
  if (x > y)
    choice[1] = root;
  double slot = x, s = 0.0;
  for (int i = 0; i < 3; i++)
    try {
      s += compose(choice, 5, slot, y * (i + 0.3));
    } catch (Negative &n) {
      n.amount += slot;
      s -= n.amount * x;
    }
  return s + slot;
}
