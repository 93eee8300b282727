// covers: stores on one path only, and different values stored on each
// function: conditional_store
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Statements
// construct: `if`, `else`; stores on some paths only

double conditional_store(const double *x, int n) {
  double a[16] = {0.0}, last = 1.0;
  for (int i = 0; i < n; i++) {
    if (x[i] > 0.5)
      a[i] = x[i] * last;
    if (x[i] > 1.0)
      last = a[i];
    else
      a[(i + 1) % n] += last * x[i];
  }
  double s = last;
  for (int i = 0; i < n; i++)
    s += a[i] * a[i];
  return s;
}
