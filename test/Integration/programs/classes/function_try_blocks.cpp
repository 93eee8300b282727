// covers: function-try-blocks of functions and constructors; what was computed before the throw is kept
// function: function_try_blocks
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Exceptions
// construct: function-try-blocks

struct Negative {
  double value;
};

static double root(double v, double &used) try {
  used = v * v;
  if (v < 0.0)
    throw Negative{v};
  return v * 2.0;
} catch (const Negative &n) {
  used += n.value;
  return n.value * n.value;
}

double function_try_blocks(double x, double y) {
  double used = 1.0;
  double s = root(x, used) * y;
  return s * used + root(y - x, used) * used;
}
