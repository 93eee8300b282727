// covers: inner loops whose trip counts grow, shrink and count down with the outer iteration, all recorded
// function: loop_triangular_down
// signature: double(const double*,int)
// at: 1.3 0.7 1.4 0.9 1.1
// at: 0.8
// family: Statements
// construct: nests: triangular, bounds from memory or from active data

double loop_triangular_down(const double *x, int n) {
  double s = 1.0, t = 1.0, u = 1.0;
  for (int m = 0; m < n; m++) {
    for (int i = m; i > 0; i--)
      s = s * x[i] + 0.1 * s * s;
    for (int i = m; i < n; i++)
      t = t * x[i] + 0.01 * t * t;
  }
  for (int m = n - 1; m >= 0; m--)
    for (int i = n - 1; i >= m; i -= 2)
      u = u * x[i] + 0.02 * u * u;
  return s + t * u;
}
