// covers: a function that stays a function moves its own block at each level; what it allocates does not leave it
// function: recursion_realloc
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Functions
// construct: recursive functions that allocate and move blocks

#include <cmath>
#include <cstdlib>

static double level(const double *x, int n, double sum) {
  if (n == 0)
    return sum;
  double *v = (double *)std::malloc(sizeof(double));
  v[0] = sum * x[0];
  for (int i = 1; i < n; i++) {
    v = (double *)std::realloc(v, (i + 1) * sizeof(double));
    v[i] = v[i - 1] * 0.5 + std::sin(x[i]) * v[0];
  }
  double s = v[n - 1] + level(x + 1, n - 1, v[n / 2]);
  std::free(v);
  return s;
}

double recursion_realloc(const double *x, int n) { return level(x, n, 1.0); }
