// covers: loads that a guard keeps inside the array or away from null: they must not be moved out, also in reverse
// function: guarded_loads
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.6
// family: Statements
// construct: `if`, `else`; stores on some paths only

double guarded_loads(const double *x, int n) {
  const double *next = n > 1 ? x + 1 : nullptr;
  double s = 0.0;
  for (int i = 0; i < 2 * n; i++) {
    double left = i > 0 && i - 1 < n ? x[i - 1] : 1.0;
    double right = i + 1 < n ? x[i + 1] : 0.0;
    s += left * right;
    if (next)
      s += *next * (i < n ? x[i] : s);
    if (i < n && x[i] > 0.5)
      s *= x[i];
    for (int k = i; k < n && x[k] < 2.0; k++)
      s += 0.1 * x[k];
  }
  return s;
}
