// covers: the counter's value after the loop, with and without break
// function: loop_exit_value
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.5 1.5 0.2
// family: Statements
// construct: counters changed in the body, used after the loop, of floating-point type, pointers as counters

double loop_exit_value(const double *x, int n) {
  int i, j, k;
  double s = 0.0;
  for (i = 0; i < n; i++)
    s += x[i];
  for (j = n - 1; j >= 0; j--)
    if (x[j] > 1.0)
      break;
  for (k = 0; k < n; k += 2)
    s *= 1.1;
  unsigned u = 7;
  while (u > 2)
    u -= 2;
  return s * x[i - 1] + (j >= 0 ? x[j] * j : 0.0) + k * x[k - 2] + u * s;
}
