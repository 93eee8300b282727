// function: recursion_globals
// signature: double(double,double)
// at: 1.25 0.75
// at: 0.5 2.5
// family: Recursion
// construct: constant tables and counters of the program inside a recursive function

static const double weights[4] = {0.5, 1.5, -0.25, 2.0};

static double walk(double x, double y, int n, const int *order, int *visits) {
  ++visits[n % 3];
  if (n == 0)
    return x * weights[order[0]];
  double v = walk(y * weights[order[n % 4]], x, n - 1, order, visits);
  return v * (visits[n % 3] + 1) + x * weights[n % 4];
}

double recursion_globals(double x, double y) {
  static const int order[4] = {2, 0, 3, 1};
  int visits[3] = {0, 0, 0};
  double v = walk(x, y, 6, order, visits);
  return v * visits[1] + walk(y, x, 2, order, visits);
}
