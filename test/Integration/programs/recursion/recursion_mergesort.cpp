// function: recursion_mergesort
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2 0.3
// at: 5 4 3 2 1.1 -1.5 0.2
// family: Recursion
// construct: merge sort with heap scratch in every call, allocated and released there

static void sort(double *a, int n) {
  if (n < 2)
    return;
  int half = n / 2;
  double *scratch = new double[n];
  sort(a, half);
  sort(a + half, n - half);
  int i = 0, j = half, k = 0;
  while (i < half && j < n)
    scratch[k++] = a[i] <= a[j] ? a[i++] : a[j++];
  while (i < half)
    scratch[k++] = a[i++];
  while (j < n)
    scratch[k++] = a[j++];
  for (int m = 0; m < n; ++m)
    a[m] = scratch[m];
  delete[] scratch;
}

double recursion_mergesort(const double *x, int n) {
  double *a = new double[n];
  for (int i = 0; i < n; ++i)
    a[i] = x[i] * x[i] * x[i] - 2.1 * x[i];
  sort(a, n);
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += (i + 1) * a[i] * a[i];
  delete[] a;
  return s;
}
