// covers: unsigned bounds of an inner loop that wrap where a branch keeps the loop from running
// function: loop_unsigned_guarded
// signature: double(const double*,int)
// at: 1.3 0.7 1.4 0.9 1.1
// at: 0.8 1.2
// family: Statements
// construct: nests: triangular, bounds from memory or from active data

double loop_unsigned_guarded(const double *x, int n) {
  double s = 1.0, t = 1.0;
  unsigned count = n;
  for (unsigned i = 0; i < count; i++) {
    if (i >= 2)
      for (unsigned j = i - 2; j < count; j++)
        s = s * x[j] + 0.1 * s * s;
    if (i >= 2)
      for (unsigned j = 0; j < i - 2; j++)
        t = t * x[j] + 0.05 * t * t;
  }
  return s + t;
}
