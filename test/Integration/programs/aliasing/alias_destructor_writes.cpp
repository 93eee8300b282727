// covers: destructor writes
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_destructor_writes
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

struct Guard {
  double &target, factor;
  Guard(double &t, double f) : target(t), factor(f) { target += f; }
  Guard(const Guard &o) : target(o.target), factor(o.factor * 2) {}
  ~Guard() { target *= factor; }
};
static double use(Guard g, double x) {
  g.factor += x;
  return g.target * x;
}
double alias_destructor_writes(double x, double y) {
  double a = x;
  double r = 0;
  for (int i = 0; i < 4; ++i) {
    Guard g(a, y);
    if (i == 1)
      continue;
    r += use(g, a) + Guard(r, x).factor;
    if (i == 2)
      break;
    Guard h(r, g.factor);
    r += a;
  }
  return r * a;
}
