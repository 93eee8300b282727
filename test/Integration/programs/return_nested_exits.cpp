// covers: return out of three loops and a switch, with values already overwritten; break to the outer loop by flag
// function: return_nested_exits
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.3 0.2 0.1
// at: 5.0 2.0
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

double return_nested_exits(const double *x, int n) {
  double a[4] = {1.0, x[0], 2.0, x[n - 1]};
  double s = 0.0;
  for (int i = 0;; i++) {
    bool stop = false;
    for (int j = 0; j < n && !stop; ++j) {
      int k = 0;
      do {
        a[k] = a[k] * x[j] + s * 0.1;
        switch ((i + j + k) % 4) {
        case 0:
          if (a[k] > 6.0)
            return s * a[k] + a[(k + 1) % 4];
          break;
        case 1: s += a[k]; continue;
        case 2: stop = a[k] > 3.0; break;
        default:
          if (s > 20.0)
            return s + x[j] * a[0];
        }
        if (stop)
          break;
        s += 0.2 * a[(k + 1) % 4] * x[i % n];
      } while (++k < 4);
    }
    if (i > 4)
      break;
    if (s < -5.0)
      return a[1] * a[2];
  }
  return s + a[0] * a[1] * a[2] * a[3];
}
