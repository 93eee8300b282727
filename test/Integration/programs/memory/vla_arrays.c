// covers: arrays of variable length: in loops, two-dimensional, sizeof, pointers to rows
// function: vla_arrays
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Variables and memory
// construct: arrays of variable length (also of several dimensions)

static double trace(int n, int m, double *start) {
  typedef double row[m];
  row *a = (row *)start;
  double s = 0.0;
  for (int i = 0; i < n && i < m; i++)
    s += a[i][i] * a[i][m - 1];
  return s;
}

static void scale(int m, double *row, double by) {
  for (int j = 0; j < m; j++)
    row[j] *= by;
}

double vla_arrays(const double *x, int n) {
  double s = 0.0;
  for (int pass = 1; pass <= 3; pass++) {
    int m = n + pass;
    typedef double wide_row[m];
    double v[m];
    wide_row a[n];
    m = -1; // The extents were taken before.
    for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
      v[i] = x[i % n] * pass;
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n + pass; j++)
        a[i][j] = v[j] * x[i];
    wide_row *p = a;
    scale(n + pass, *(p + n - 1), v[0]);
    p++;
    s += trace(n, n + pass, a[0]) + (*p)[0] * (p - a);
    if (s > 1e6)
      return s;
    if (pass == 2)
      continue;
    typedef double pair_row[2];
    pair_row pairs[n];
    for (int i = 0; i < n; i++) {
      pairs[i][0] = x[i];
      pairs[i][1] = v[i] * x[0];
    }
    double *flat = &a[0][0];
    flat[n + pass] += pairs[n - 1][1] * pairs[0][0];
    s += a[1][0] * v[n];
  }
  return s;
}
