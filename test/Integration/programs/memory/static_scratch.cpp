// covers: static work arrays that are written before they are read: loops, pointers into them, in place
// function: static_scratch
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Variables and memory
// construct: static arrays as scratch storage, written and read across functions

static double work[32];
static double table[4][4];

static void fill(const double *x, int n) {
  double *p = work;
  for (int i = 0; i < n; i++)
    *p++ = x[i] * x[i];
}

static double *row(int i) { return table[i]; }

static void smooth(int n) {
  // In place, each element from its overwritten neighbour.
  for (int i = 1; i < n; i++)
    work[i] = work[i] * work[i - 1] + work[i];
}

double static_scratch(const double *x, int n) {
  double s = 0.0;
  for (int pass = 0; pass < 3; pass++) {
    fill(x, n);
    smooth(n);
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++)
        row(i)[j] = work[(i + j) % n] * x[pass % n];
    double *last = n % 2 ? work + n - 1 : &table[1][2];
    *last *= x[0];
    for (int i = 0; i < 4; i++)
      s += table[i][i] * work[i % n];
    if (s > 50.0)
      return s * work[0];
  }
  return s + *(work + n / 2);
}
