// covers: return from within a switch within a loop
// function: switch_return
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.3 0.7 0.2
// at: 3.0 1.0
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

double switch_return(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    int kind = x[i] > 2.0 ? 2 : x[i] > 1.0 ? 1 : 0;
    switch (kind) {
    case 0:
      s += x[i] * x[0];
      break;
    case 1:
      s += x[i] * x[i];
      break;
    case 2:
      return s * x[i];
    }
  }
  return s;
}
