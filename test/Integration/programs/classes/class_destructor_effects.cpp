// function: class_destructor_effects
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: destructors that write active values, on every exit of a scope

struct Accumulate {
  double &to;
  double value;
  Accumulate(double &to, double value) : to(to), value(value) {}
  ~Accumulate() { to = to * 0.5 + value * value; }
};

static double scoped(double x, double y, int steps, double &log) {
  Accumulate whole(log, x);
  for (int i = 0; i < steps; i++) {
    Accumulate each(log, x + i);
    if (i == 1)
      continue;
    Accumulate second(log, y * log);
    if (log > 40.0)
      break;
    if (i == 4)
      return log * y;
    each.value += second.value;
  }
  return log;
}

double class_destructor_effects(double x, double y) {
  double log = y;
  double s = scoped(x, y, 3, log);
  s += scoped(0.1 * x, y, 6, log);
  { Accumulate(log, s), log *= 2.0; }
  return s * log;
}
