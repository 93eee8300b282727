// function: recursion_search
// signature: double(const double*,int)
// at: 1.3 1.7 2.4 3.2 4.3
// at: 0.5 2.25
// family: Recursion
// construct: a recursion that only computes an index is called as it is

static int find(const double *x, double key, int lo, int hi) {
  if (hi - lo < 2)
    return lo;
  int mid = lo + (hi - lo) / 2;
  return x[mid] <= key ? find(x, key, mid, hi) : find(x, key, lo, mid);
}

static int gcd(int a, int b) { return b == 0 ? a : gcd(b, a % b); }

double recursion_search(const double *x, int n) {
  double s = 0.0;
  for (int i = 1; i < 4; ++i) {
    int at = find(x, x[0] + 0.7 * i, 0, n);
    s += x[at] * x[at] * gcd(12 * i, 18);
  }
  return s;
}
