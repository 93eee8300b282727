// covers: C: malloc, pointer walks, in-place update, static helpers
// function: c_work_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Functions
// construct: C sources

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void smooth(double *v, int n) {
  double *p = v + 1;
  while (p < v + n - 1) {
    *p = 0.25 * (p[-1] + 2.0 * *p + p[1]);
    ++p;
  }
}

double c_work_array(const double *x, int n) {
  double *work = (double *)malloc((size_t)n * sizeof *work);
  double s = 0.0;
  int k;
  memcpy(work, x, (size_t)n * sizeof(double));
  for (k = 0; k < 3; k++)
    smooth(work, n);
  for (k = 0; k < n; k++)
    s += exp(work[k]) * x[k];
  free(work);
  return log(s * s + 1.0);
}
