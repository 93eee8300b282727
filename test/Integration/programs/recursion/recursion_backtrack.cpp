// function: recursion_backtrack
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2
// at: 0.5 0.4 0.3 0.2 0.1
// family: Recursion
// construct: backtracking: permutations in place, undone after each call

static void permute(double *a, int n, int k, double &sum, int &count) {
  if (k == n) {
    double v = 1.0;
    for (int i = 0; i < n; ++i)
      v = v * 0.5 + a[i] * (i + 1);
    sum += v * v;
    ++count;
    return;
  }
  for (int i = k; i < n && count < 20; ++i) {
    double t = a[k];
    a[k] = a[i];
    a[i] = t;
    permute(a, n, k + 1, sum, count);
    t = a[k];
    a[k] = a[i];
    a[i] = t;
    a[k] *= 0.99;
  }
}

double recursion_backtrack(const double *x, int n) {
  double a[6], sum = 0.0;
  int count = 0;
  for (int i = 0; i < n; ++i)
    a[i] = x[i] * x[i];
  permute(a, n, 0, sum, count);
  return sum / count;
}
