// function: unsupported_vla
// signature: double(const double*,int)
// expect: refused costate-unsupported-vla
// construct: arrays of variable length

double unsupported_vla(const double *x, int n) {
  double work[n];
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    work[i] = x[i] * x[i];
    s += work[i];
  }
  return s;
}
