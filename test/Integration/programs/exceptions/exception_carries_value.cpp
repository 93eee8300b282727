// function: exception_carries_value
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// construct: exceptions that carry active values

struct Overflow {
  double excess;
  int index;
};
static double add(double a, double b, int i) {
  if (a + b > 2.0)
    throw Overflow{a + b - 2.0, i};
  return a + b;
}

double exception_carries_value(const double *x, int n) {
  double s = 0.0, penalty = 0.0;
  for (int i = 0; i < 2 * n; i++) {
    try {
      s = add(s, x[i % n] * x[i % n], i);
    } catch (const Overflow &o) {
      penalty += o.excess * (o.index + 1.0);
      s = 0.1 * o.excess;
    }
  }
  return s + penalty * x[0];
}
