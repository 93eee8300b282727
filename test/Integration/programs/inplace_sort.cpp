// covers: bubble sort of active values, then a weighted sum
// function: inplace_sort
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 5.0 4.0 3.0
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

double inplace_sort(const double *x, int n) {
  double a[16];
  for (int i = 0; i < n; i++)
    a[i] = x[i] * x[i];
  for (int i = 0; i < n; i++)
    for (int j = 0; j + 1 < n - i; j++)
      if (a[j] > a[j + 1]) {
        double t = a[j];
        a[j] = a[j + 1];
        a[j + 1] = t;
      }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += (i + 1) * a[i] * a[0];
  return s;
}
