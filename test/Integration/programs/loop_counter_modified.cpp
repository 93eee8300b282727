// covers: the body changes counter and bound
// function: loop_counter_modified
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 1.1
// at: 0.5 1.5 0.2
// family: Statements
// construct: counters changed in the body, used after the loop, of floating-point type, pointers as counters

double loop_counter_modified(const double *x, int n) {
  double s = 0.0;
  int bound = n;
  for (int i = 0; i < bound; i++) {
    s += x[i] * (s + 1.0);
    if (x[i] > 1.0)
      i++;
    if (i == 3)
      bound--;
  }
  return s;
}
