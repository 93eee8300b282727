// function: recursion_alias
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2
// at: 0.5 0.4 0.3 0.2 0.1
// family: Recursion
// construct: pointer arguments that overlap, and that are returned

static double *largest(double *a, double *b) { return *a < *b ? b : a; }

static double *pick(double *a, double *b, int n) {
  if (n == 0)
    return largest(a, b);
  *a += 0.1 * *b;
  double *p = pick(b, a, n - 1);
  *p *= 1.1;
  return p;
}

static double blur(double *to, const double *from, int n) {
  if (n == 0)
    return 0.0;
  *to = *to * *from + 0.5;
  return *to + blur(to + 1, from + 1, n - 1) * *from;
}

double recursion_alias(const double *x, int n) {
  double a[8];
  for (int i = 0; i < n; ++i)
    a[i] = x[i];
  double *p = pick(&a[0], &a[1], 3);
  *p *= *p;
  double s = blur(a, a + 1, n - 1);
  s += blur(a + 1, a, n - 1) + blur(a, a, n);
  for (int i = 0; i < n; ++i)
    s += a[i] * (i + 1);
  return s + *pick(a, a, 2);
}
