// function: recursion_halves
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3
// at: 0.5
// family: Recursion
// construct: divide and conquer over an array

#include <cmath>

static double sum(const double *x, int lo, int hi) {
  if (hi - lo == 1)
    return x[lo] * std::sin(x[lo]);
  int mid = (lo + hi) / 2;
  double left = sum(x, lo, mid), right = sum(x, mid, hi);
  return left * right + 0.5 * right;
}

double recursion_halves(const double *x, int n) { return sum(x, 0, n); }
