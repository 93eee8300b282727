// covers: break and continue in nested loops
// function: loop_nested_break_continue
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.25 0.1 0.35
// family: Statements
// construct: `break`, `continue` at any depth

double loop_nested_break_continue(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    double row = 1.0;
    for (int j = 0; j < n; j++) {
      if (j == i)
        continue;
      if (x[j] < 0.0)
        break;
      row *= x[i] - 0.5 * x[j];
    }
    if (row < 0.0)
      continue;
    s += row * x[i];
    if (s > 3.0)
      break;
  }
  return s + x[0];
}
