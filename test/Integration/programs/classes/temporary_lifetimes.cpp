// function: temporary_lifetimes
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.8 1.9
// family: Classes
// construct: temporaries with destructors in conditions, arms of ?:, right sides of &&, arguments, bound to
// references
struct Log {
  double *sum;
  double v;
  Log(double *target, double value) : sum(target), v(value) { *sum += 0.125 * v; }
  Log(const Log &other) : sum(other.sum), v(other.v * 1.5) { *sum += 0.0625 * v; }
  ~Log() { *sum = *sum * 0.5 + v * v; }
  double get() const { return v * *sum; }
  explicit operator bool() const { return v > 0.0; }
};

static Log make(double *sum, double v) { return Log(sum, v); }
static Log choose(double *sum, double v) {
  Log a(sum, v), b(sum, v * v);
  if (v > 1.0)
    return a;
  return b;
}
static double take(Log a, const Log &b) { return a.v * b.v + *a.sum; }

double temporary_lifetimes(double x, double y) {
  double sum = x * y;
  double r = x > 0.5 ? make(&sum, x).get() : Log(&sum, y).get() * 2.0;
  if (make(&sum, x).v > 0.0 && make(&sum, y).v > 0.0)
    r += sum;
  const Log &bound = x > y ? make(&sum, x * 2.0) : choose(&sum, y);
  r += bound.v * sum;
  int turns = 0;
  while (Log guard = make(&sum, 2.0 - turns)) {
    ++turns;
    r += guard.get();
    if (turns == 2 && x < 0.0)
      continue;
    r *= 1.01;
  }
  for (Log l(&sum, y); turns < 5; ++turns, r += make(&sum, 0.25).v) {
    const Log other = make(&sum, r * 0.01);
    r += take(l, other);
  }
  r += (Log(&sum, x), choose(&sum, y).v);
  return r + sum;
}
