// covers: arrays of variable length left by break, continue, goto and return; handed to lambdas by pointer
// function: vla_exits
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Variables and memory
// construct: arrays of variable length that jumps leave

static double prefix(const double *x, int n) {
  double sums[n];
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    s += x[i] * x[i];
    sums[i] = s;
    if (s > 3.0)
      return sums[i] * sums[0];
  }
  return sums[n - 1];
}

double vla_exits(const double *x, int n) {
  double s = prefix(x, n);
  int round = 0;
again:
  for (int k = 1; k <= n; k++) {
    double part[k];
    for (int i = 0; i < k; i++)
      part[i] = i == 0 ? x[0] : part[i - 1] * x[i];
    auto last = [p = &part[0], k] { return p[k - 1]; };
    if (k == 2)
      continue;
    s += last();
    if (round == 0 && k == 1) {
      round = 1;
      goto again;
    }
    if (k == 4)
      break;
  }
  return s * x[n - 1];
}
