// covers: counters used after nested loops that ended by break, by condition or never began
// function: loop_exit_values_nested
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.1
// family: Statements
// construct: counters changed in the body, used after the loop, of floating-point type, pointers as counters

double loop_exit_values_nested(const double *x, int n) {
  int i = 3, j = -2, k = 5;
  double s = 0.0, best = -10.0;
  int arg = 0;
  for (i = 0; i < n; i++) {
    for (j = n; j > i; j -= 2)
      if (x[i] * x[j - 1] > 1.0)
        break;
    s += x[i] * j;
    if (best < x[i] * x[i]) {
      best = x[i] * x[i];
      arg = i;
    }
    for (k = i; k < 2; ++k)
      ;
  }
  s += x[i - 1] * x[arg] + k * best + j * x[0];
  while (i-- > 1 && s < 30.0)
    s *= 1.0 + x[i] * x[i];
  return s * (i + 2);
}
