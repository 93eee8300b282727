// covers: unnamed and unused parameters, results that are thrown away, dead stores
// function: calls_unused_parameters
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: parameters, overwritten or returned

static double pick(double first, double, int) { return first * first; }
static double unused(double v) { return v / (v - v); }

double calls_unused_parameters(double x, double y) {
  double dead = x / 0.0;
  unused(x);
  double s = pick(x, dead, 2);
  dead = 3.0;
  return s * y + dead;
}
