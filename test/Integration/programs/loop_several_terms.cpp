// function: loop_several_terms
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 -1.1 0.35 1.7
// at: 0.2 -0.5 1.4 0.6 1.9
// family: Loops
// construct: several terms of one sum in each iteration, whose adjoints compilers must not reorder

// The adjoint of `scale` is a sum of two terms per iteration, backwards: products of neighbours.
double loop_several_terms(const double *x, int n) {
  double y[8], z[8], scale = x[0] * x[1], s = 0.0;
  for (int i = 0; i < n; ++i)
    y[i] = x[i] * x[i] + x[1];
  for (long i = 0; i + 1 < n; i += 2) {
    z[i] = scale * y[i];
    z[i + 1] = scale * y[i + 1];
  }
  for (int i = 0; i + 1 < n; ++i)
    s += z[i / 2 * 2] * x[i] * (i + 1.0) + z[i / 2 * 2 + 1] * 0.5;
  return s;
}
