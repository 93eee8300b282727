// function: unsupported_active_static
// signature: double(double,double)
// expect: refused costate-unsupported-static-state
// construct: active values in `static` locals

static double last_of(double v) {
  static double last = 0.0;
  double before = last;
  last = v;
  return before + v;
}

double unsupported_active_static(double x, double y) { return last_of(x) * last_of(y); }
