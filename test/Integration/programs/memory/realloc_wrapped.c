// covers: C: a wrapper that gives `void *`, sizes that are computed before, early exits
// function: realloc_wrapped
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 3.1 0.2
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <math.h>
#include <stdlib.h>

static void *grow(void *old, size_t bytes) {
  void *p = realloc(old, bytes);
  if (p == NULL)
    abort();
  return p;
}

double realloc_wrapped(const double *x, int n) {
  double *v = (double *)grow(NULL, sizeof *v);
  double *w = (double *)realloc(NULL, 2 * sizeof *w);
  size_t bytes;
  int i;
  v[0] = x[0];
  w[0] = 1.0;
  w[1] = x[0] * x[0];
  for (i = 1; i < n; i++) {
    bytes = (i + 1) * sizeof(double);
    v = (double *)grow(v, bytes);
    v[i] = sin(v[i - 1]) * x[i];
    if (v[i] > 3.0) {
      double early = v[i] * v[0];
      free(v);
      free(w);
      return early;
    }
    w = (double *)realloc(w, (size_t)(i + 2) * sizeof *w);
    w[i + 1] = w[i] * v[i] + w[i - 1];
  }
  v = (double *)grow(v, sizeof *v);
  w[n] *= v[0];
  v[0] = w[n] + w[0];
  {
    double s = v[0] * w[n / 2];
    free(v);
    free(w);
    return s;
  }
}
