// function: recursion_loops
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.9 1.2
// family: Recursion
// construct: calls in loops and loops in calls: early exits, while, local arrays

#include <cmath>

static double visit(const double *x, int n, double y, int depth) {
  if (depth == 0)
    return y * y;
  double local[3] = {y, 0.0, 1.0};
  double s = 0.0;
  for (int i = 0; i < n; ++i) {
    if (x[i] < 0.0)
      continue;
    local[i % 3] += x[i] * y;
    double t = visit(x, n, local[i % 3] * 0.25, depth - 1);
    while (std::fabs(t) > 0.5)
      t *= 0.5 + 0.1 * std::sin(t);
    if (t > 0.45)
      return s + t * local[0];
    s += t * local[(i + 1) % 3];
  }
  return s + local[2];
}

double recursion_loops(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += visit(x, n, x[i], i % 3) * x[i];
  return s;
}
