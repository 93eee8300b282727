// covers: recursion refs
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_recursion_refs
// signature: double(const double*,int)
// at: 1.3 0.7 0.1 0.4
// at: -0.4 2.1 0.5 0.6 0.7

static double walk(double &acc, double x, const double *w, int depth) {
  if (depth == 0) {
    acc *= 1.0 + 0.1 * x;
    return acc + w[0];
  }
  double mine[3] = {x * w[0], acc, w[1]};
  double left = walk(acc, mine[0] * 0.5, mine, depth - 1);
  if (depth % 2)
    return left * acc;
  acc += left * 0.01;
  mine[1] *= left;
  return left + walk(mine[1], x - left * 0.01, mine + 1, depth - 2 < 0 ? 0 : depth - 2);
}
double alias_recursion_refs(const double *x, int n) {
  double u = x[0], y = x[1];
  double acc = y, w[2] = {u, y};
  return walk(acc, u, w, n) + acc * w[0];
}
