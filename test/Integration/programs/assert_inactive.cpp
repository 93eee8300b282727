// covers: assert on active data and on integers
// function: assert_inactive
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: `assert`

#include <cassert>

static double root_guard(double v) {
  assert(v > 0.0 && "positive");
  return 1.0 / v;
}

double assert_inactive(double x, double y) {
  int n = 2;
  assert(n == 2);
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    assert(i < n);
    s += root_guard(x + i) * y;
  }
  return s;
}
