// covers: loop conditions and operands that look invariant but are changed through aliases in the loop
// function: alias_not_invariant
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

struct Control {
  int limit;
  double factor, *target;
};

double alias_not_invariant(const double *x, int n) {
  Control c{6, x[0], nullptr};
  int *limit = &c.limit;
  double a[4] = {x[0], x[1], 0.5, x[3]};
  double s = 0.0;
  c.target = &c.factor;
  for (int i = 0; i < c.limit; i++) {
    s += a[i % n] * c.factor;
    *c.target *= 0.5 + x[1];
    if (i == 2)
      c.target = &a[1];
    if (s > 3.0 && *limit > 4)
      --*limit;
    for (int k = 0; k < *limit - 3; k++) {
      a[k] += 0.1 * c.factor;
      c.factor += k == 1 ? a[1] * 0.1 : 0.0;
    }
  }
  return s * c.limit + c.factor + a[1];
}
