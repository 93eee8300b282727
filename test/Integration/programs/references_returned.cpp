// covers: functions that return references, assigned through, in chains and in loops; swap written by hand
// function: references_returned
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: references: to scalars, elements, members; returned and assigned through

static double &at(double *a, int i) { return a[i]; }
static double &larger(double &a, double &b) { return a > b ? a : b; }
static void swap_values(double &a, double &b) {
  double t = a;
  a = b;
  b = t;
}
static double &scaled(double &v, double s) { return v *= s; }

double references_returned(const double *x, int n) {
  double a[8];
  for (int i = 0; i < n; i++)
    at(a, i) = x[i] * x[i];
  for (int i = 1; i < n; i++) {
    larger(a[i], a[i - 1]) *= x[0];
    swap_values(at(a, 0), larger(a[1], a[i]));
    (scaled(a[i], x[1]) += x[2]) *= 0.5;
    double &r = larger(larger(a[0], a[1]), a[n - 1]);
    r = r * 0.1 + (i % 2 ? a[0] : r);
  }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += at(a, i) * (i + 1) * s + a[i];
  return s;
}
