// function: recursion_condition
// signature: double(double,double)
// at: 1.25 0.75
// at: 0.5 2.5
// family: Recursion
// construct: calls in conditions, in both arms of ?:, in arguments of calls of themselves

static double ack(double x, int m, int n) {
  return m == 0 ? x + n * 0.5
                : n == 0 ? ack(x * 0.9, m - 1, 1) : ack(ack(x, m, n - 1) * 0.5, m - 1, n % 3);
}

static bool step(double *x, int n) {
  if (n > 2 && !step(x, n - 2))
    return false;
  *x = *x * 0.8 + 0.1 * n;
  return *x > 0.5;
}

double recursion_condition(double x, double y) {
  double v = ack(x * y, 2, 2);
  int n = 0;
  while (step(&v, n % 5) && n < 12)
    v *= 0.9 + 0.01 * ++n;
  double w = step(&y, 3) && step(&x, 4) ? ack(y, 1, 2) : ack(x, 1, 1);
  return v * w + (step(&x, 2) ? x : y);
}
