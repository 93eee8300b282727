// covers: return from the inner of two loops, with a heap block to release
// function: return_early_nested
// signature: double(const double*,int)
// at: 0.3 0.7 0.4 2.2
// at: 0.1 0.2 0.1
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

#include <cstdlib>

double return_early_nested(const double *x, int n) {
  double *work = (double *)malloc(n * sizeof(double));
  double total = 0.0;
  for (int i = 0; i < n; i++) {
    work[i] = x[i] * (i + 1);
    for (int j = 0; j <= i; j++) {
      total += work[i] * work[j];
      if (total > 2.0) {
        double result = total * x[j] + work[0];
        free(work);
        return result;
      }
    }
  }
  total += work[n - 1];
  free(work);
  return total;
}
