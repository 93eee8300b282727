// covers: a[i] = a[i-1] * a[i] in place, forwards and backwards
// function: inplace_recurrence
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

double inplace_recurrence(const double *x, int n) {
  double a[16];
  for (int i = 0; i < n; i++)
    a[i] = x[i] + 1.0;
  for (int i = 1; i < n; i++)
    a[i] = a[i - 1] * a[i];
  for (int i = n - 2; i >= 0; i--)
    a[i] += a[i + 1] * a[i];
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += a[i] * x[i];
  return s;
}
