// covers: goto partial
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_goto_partial
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.3 0.2 0.1

double alias_goto_partial(const double *x, int n) {
  double v[5] = {0};
  double s = 1;
  int i = 0, round = 0;
again:
  for (i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) {
      v[i] += x[j] * s;
      if (v[i] > 2.0) {
        s *= 0.5;
        goto out;
      }
      if (v[i] < -1.0)
        goto next;
      v[j] *= 1.01;
    }
    s += v[i] * 0.1;
  next:;
  }
out:
  s += v[i < n ? i : 0];
  if (++round < 3)
    goto again;
  return s * v[0];
}
