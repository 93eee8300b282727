// covers: a loop's bound and step in memory that the body changes
// function: loop_bound_in_memory
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Statements
// construct: nests: triangular, bounds from memory or from active data

struct Range {
  int from, to, step;
  double sum;
};

static void shrink(Range *r) { r->to -= r->sum > 3.0 ? 2 : 1; }

double loop_bound_in_memory(const double *x, int n) {
  Range r{0, 3 * n, 1, 0.0};
  for (int i = r.from; i < r.to; i += r.step) {
    r.sum += x[i % n] * x[(i + 1) % n] + 0.1 * r.sum * r.sum;
    if (i % 3 == 1)
      shrink(&r);
    if (i == 4)
      r.step++;
  }
  int bound = n;
  double t = 1.0;
  for (int i = 0; i < bound; i++) {
    t *= 1.0 + 0.1 * x[i % n];
    bound = i < 6 ? bound + 1 : bound - 1;
  }
  return r.sum * t + r.to;
}
