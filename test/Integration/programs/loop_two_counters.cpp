// covers: two induction variables running towards each other
// function: loop_two_counters
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

double loop_two_counters(const double *x, int n) {
  double s = 0.0;
  for (int i = 0, j = n - 1; i < j; i++, j--)
    s += x[i] * x[j] * (i + 2 * j);
  return s;
}
