// covers: void callees with several outputs, early return in a callee, unused results
// function: calls_void
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Functions
// construct: calls at any depth to functions defined in the translation unit

static bool normalise(double *v, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += v[i] * v[i];
  if (s < 1e-3)
    return false;
  for (int i = 0; i < n; i++)
    v[i] /= s;
  return true;
}

static void limit(double *v, int n, double bound) {
  for (int i = 0; i < n; i++) {
    if (v[i] < bound)
      continue;
    v[i] = bound * v[i];
    return;
  }
}

double calls_void(const double *x, int n) {
  double v[8];
  for (int i = 0; i < n; i++)
    v[i] = x[i];
  normalise(v, n);
  limit(v, n, x[0] * 0.1);
  if (!normalise(v, n))
    return 0.0;
  (void)normalise(v, 2);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += v[i] * (i + 1);
  return s;
}
