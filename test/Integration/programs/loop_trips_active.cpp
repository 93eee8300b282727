// covers: inner bounds computed from active values and memory; a tape of varying length in three loops
// function: loop_trips_active
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Statements
// construct: nests: triangular, bounds from memory or from active data

double loop_trips_active(const double *x, int n) {
  double s = 1.0, work[8];
  int sizes[8];
  for (int i = 0; i < n; i++) {
    sizes[i] = (int)(x[i] * x[i]) + i % 2;
    work[i] = x[i];
  }
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < sizes[i]; j++) {
      double t = work[i];
      while (t > 0.3) {
        t *= 0.6;
        work[i] += 0.1 * t * s;
        if (work[i] > 4.0)
          break;
      }
      for (int k = (int)s % 4; k >= 0; k -= 2)
        s += t * work[(i + k) % n] * 0.2;
    }
    sizes[(i + 1) % n] += s > 3.0;
  }
  return s;
}
