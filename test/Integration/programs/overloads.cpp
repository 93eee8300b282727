// covers: overloads by type, by number of arguments, by constness
// function: overloads
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: overloads, default arguments

static double measure(double v) { return v * v; }
static double measure(int v) { return v * 10.0; }
static double measure(double v, double w) { return v * w; }
static double measure(const double *v) { return v[0] + v[1]; }
static double measure(double *v) { return v[0] * v[1]; }

double overloads(double x, double y) {
  double v[2] = {x, y};
  const double *c = v;
  return measure(x) + measure(3) * y + measure(x, y) * measure(c) + measure(v) + measure(y, 2);
}
