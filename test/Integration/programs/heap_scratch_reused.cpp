// covers: one scratch buffer that serves two callees in turn, active data in a "constant"
// function: heap_scratch_reused
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

static void squares(const double *x, int n, double *scratch) {
  for (int i = 0; i < n; i++)
    scratch[i] = x[i] * x[i];
}

static double pairwise(const double *values, int n) {
  double s = 0.0;
  for (int i = 0; i + 1 < n; i++)
    s += values[i] * values[i + 1];
  return s;
}

double heap_scratch_reused(const double *x, int n) {
  double *scratch = new double[n];
  squares(x, n, scratch);
  double s = pairwise(scratch, n);
  squares(scratch, n, scratch);
  s += pairwise(scratch, n) * 0.1;
  for (int i = 0; i < n; i++)
    scratch[i] = s;
  s *= pairwise(scratch, 2);
  delete[] scratch;
  return s;
}
