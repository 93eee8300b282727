// covers: early return inside an indexed loop
// function: return_early_loop
// signature: double(const double*,int)
// at: 0.3 0.7 0.4 2.2
// at: 0.3 0.2 0.1
// at: 1.3 0.7
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

double return_early_loop(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    s += x[i] * x[i];
    if (s > 0.8)
      return s * x[i];
    s *= 1.1;
  }
  return -s;
}
