// function: unsupported_recursive_exception
// signature: double(double,double)
// construct: a recursive function that throws an object that cannot be moved byte by byte
// expect: refused costate-unsupported-recursive-exception

struct Trace {
  double value;
  const Trace *self;
  explicit Trace(double v) : value(v), self(this) {}
  Trace(const Trace &other) : value(other.self->value), self(this) {}
};

static double descend(double v, int depth) {
  if (depth == 0)
    throw Trace(v * v);
  return descend(v * 0.5, depth - 1) + v;
}

double unsupported_recursive_exception(double x, double y) {
  try {
    return descend(x, 3);
  } catch (const Trace &trace) {
    return trace.value * y;
  }
}
