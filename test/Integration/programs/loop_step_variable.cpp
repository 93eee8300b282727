// covers: loops whose step is a variable, of either sign, or multiplies, or comes from an array
// function: loop_step_variable
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

static double strided(const double *x, int from, int to, int step) {
  double s = 0.0;
  for (int i = from; step > 0 ? i < to : i > to; i += step)
    s = s * 0.5 + x[i] * x[i];
  return s;
}

double loop_step_variable(const double *x, int n) {
  double s = strided(x, 0, n, 2) + strided(x, n - 1, -1, -1) * strided(x, 1, n, n - 2);
  int last = 0;
  for (int i = 1; i < 40 * n; i = 2 * i + 1) {
    s += x[i % n] * s * 0.1;
    last = i;
  }
  const int jump[5] = {2, 4, 1, 3, 9};
  for (int i = 0; i < n; i += jump[i])
    s *= 1.0 + 0.1 * x[i];
  for (int i = n; i > 0; i /= 2)
    s += x[i - 1];
  for (long i = 7; i >= -7; i -= n)
    s += 0.01 * i * s * x[0];
  return s + last * x[1];
}
