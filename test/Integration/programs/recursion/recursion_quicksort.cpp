// function: recursion_quicksort
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2 0.3
// at: 5 4 3 2 1.1 -1.5
// family: Recursion
// construct: quicksort of active data: swaps, branches on the data

static void swap(double &a, double &b) {
  double t = a;
  a = b;
  b = t;
}

static void sort(double *a, int lo, int hi) {
  if (lo >= hi)
    return;
  double pivot = a[(lo + hi) / 2];
  int i = lo, j = hi;
  while (i <= j) {
    while (a[i] < pivot)
      ++i;
    while (a[j] > pivot)
      --j;
    if (i <= j)
      swap(a[i++], a[j--]);
  }
  sort(a, lo, j);
  sort(a, i, hi);
}

double recursion_quicksort(const double *x, int n) {
  double a[8];
  for (int i = 0; i < n; ++i)
    a[i] = x[i] * x[i] - 2.0 * x[i];
  sort(a, 0, n - 1);
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += (i + 1) * a[i] * a[i];
  return s;
}
