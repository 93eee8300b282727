// covers: accumulation through a pointer that may or may not be the loop's own input
// function: ptr_overlapping_axpy
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

static void axpy(int n, double a, const double *x, double *y) {
  for (int i = 0; i < n; i++)
    y[i] += a * x[i];
}
static double dot(int n, const double *x, const double *y) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += x[i] * y[i];
  return s;
}

double ptr_overlapping_axpy(const double *x, int n) {
  double a[10] = {};
  for (int i = 0; i < n; i++)
    a[i] = x[i];
  axpy(n, x[0], a, a);
  axpy(n - 1, x[1], a, a + 1);
  axpy(n - 1, x[2], a + 1, a);
  axpy(n, dot(n, a, a), x, a + 2);
  double s = dot(n, a, a + 1);
  axpy(1, s, &s, &s);
  return s + dot(n + 2, a, a);
}
