// covers: calloc: implicit zeros are constants
// function: heap_calloc
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

#include <cstdlib>

double heap_calloc(const double *x, int n) {
  double *histogram = (double *)calloc(3, sizeof(double));
  for (int i = 0; i < n; i++)
    histogram[i % 2] += x[i] * x[i];
  double s = histogram[0] * histogram[1] + histogram[2] * x[0];
  free(histogram);
  return s;
}
