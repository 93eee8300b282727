// covers: zero-sized heap arrays, empty loops around allocation, released null pointers, copies of nothing
// function: heap_zero_length
// signature: double(const double*,int)
// at: 1.3 0.7
// at: 1.1
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

#include <cstdlib>
#include <cstring>

double heap_zero_length(const double *x, int n) {
  double s = x[0] * x[0];
  for (int m = 0; m < n; m++) {
    double *a = new double[m];
    double *b = m > 0 ? (double *)malloc(m * sizeof(double)) : nullptr;
    for (int i = 0; i < m; i++)
      a[i] = x[i] * s;
    if (b)
      memcpy(b, a, m * sizeof(double));
    for (int i = m; i-- > 0;)
      s += a[i] * b[i];
    delete[] a;
    free(b);
  }
  for (int i = n; i < n; i++)
    s = 0.0;
  double *none = nullptr;
  delete none;
  return s;
}
