// covers: shrinking, growing again to the very same size (what was cut is written anew), offsets as aliases, a null check
// function: realloc_shrink
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.8
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cmath>
#include <stdlib.h>

double realloc_shrink(const double *x, int n) {
  double *p = (double *)malloc(3 * n * sizeof *p);
  if (!p)
    return -1.0;
  for (int i = 0; i < 3 * n; i++)
    p[i] = x[i % n] * (i + 1);
  double *middle = p + n;
  long at = middle - p;
  double early = *middle;
  p = static_cast<double *>(realloc(p, (n + 1) * sizeof *p));
  middle = p + at;
  *middle = *middle * early;
  for (int k = 0; k < 3; k++) {
    double *grown = static_cast<double *>(reallocarray(p, 3 * n, sizeof *p));
    if (!grown) {
      free(p);
      return -1.0;
    }
    p = grown;
    middle = p + at;
    for (int i = n + 1; i < 3 * n; i++)
      p[i] = p[i - 1] * std::cos(x[i % n]) + *middle;
    p = static_cast<double *>(realloc(p, sizeof(double) * (n + 1)));
    for (int i = 0; i <= n; i++)
      p[i] *= 1.0 + 0.1 * p[n];
    at = n - k % 2;
  }
  double s = 0.0;
  for (int i = 0; i <= n; i++)
    s += p[i] * p[i];
  free(p);
  return s;
}
