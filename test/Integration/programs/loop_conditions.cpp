// covers: for with <, <=, !=, >, >=; unsigned and long counters; steps other than one
// function: loop_conditions
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 1.1 0.3
// at: 0.5 1.5
// at: 2.0
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

double loop_conditions(const double *x, int n) {
  double s = 0.0, p = 1.0;
  for (int i = 0; i <= n - 1; i++)
    s += x[i] * p, p *= 0.9 + 0.01 * x[i];
  for (int i = 0; i != n; ++i)
    s = s * 0.5 + x[i];
  for (unsigned i = 0; i < (unsigned)n; i += 2)
    s += x[i] * x[i];
  for (long i = n; i > 0; i -= 3)
    s *= 1.0 + 0.1 * x[i - 1];
  for (int i = n - 1; i >= 0; i--)
    s += x[i] * s * 0.01;
  for (unsigned i = (unsigned)n; i-- > 0;)
    s = s * 0.7 + x[i];
  for (unsigned i = (unsigned)n - 1; i + 1 != 0; --i)
    s -= 0.1 * x[i] * s;
  for (unsigned long i = 1; i < 20; i *= 2)
    s += x[i % (unsigned long)n];
  return s;
}
