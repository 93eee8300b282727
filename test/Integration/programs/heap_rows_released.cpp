// covers: blocks allocated in a helper's loop, kept in an array of pointers, freed in another order before the values' last use in reverse
// function: heap_rows_released
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early
#include <cmath>
#include <cstdlib>

static double *powers(double x, int k) {
  double *p = (double *)malloc(k * sizeof *p);
  p[0] = x;
  for (int i = 1; i < k; i++)
    p[i] = p[i - 1] * std::sin(x + i);
  return p;
}

double heap_rows_released(const double *x, int n) {
  double *rows[8];
  double s = 0.0;
  for (int i = 0; i < n; i++)
    rows[i] = powers(x[i], i + 2);
  for (int i = n - 1; i >= 0; i--) {
    double *other = rows[(i + 1) % n == i ? i : 0];
    s += rows[i][i + 1] * other[0] * s + rows[i][0];
    other[0] *= s;
    if (i > 0) {
      free(rows[i]);
      rows[i] = nullptr;
    }
  }
  s *= rows[0][0];
  free(rows[0]);
  return s;
}
