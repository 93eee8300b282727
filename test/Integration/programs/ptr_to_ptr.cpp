// covers: double **: rows of a matrix on the heap, rows swapped
// function: ptr_to_ptr
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.3 0.2 0.9
// family: Variables and memory
// construct: pointers to pointers, to rows, in arrays

#include <cstdlib>

double ptr_to_ptr(const double *x, int n) {
  double **row = (double **)malloc(n * sizeof(double *));
  for (int i = 0; i < n; i++) {
    row[i] = (double *)malloc(n * sizeof(double));
    for (int j = 0; j < n; j++)
      row[i][j] = x[i] * x[j] + (i == j ? 2.0 : 0.0);
  }
  double *t = row[0];
  row[0] = row[n - 1];
  row[n - 1] = t;
  double determinant = 1.0;
  for (int k = 0; k < n; k++) {
    determinant *= row[k][k] + 3.0;
    for (int i = k + 1; i < n; i++) {
      double factor = row[i][k] / (row[k][k] + 3.0);
      for (int j = k; j < n; j++)
        row[i][j] -= factor * row[k][j];
    }
  }
  for (int i = 0; i < n; i++)
    free(row[i]);
  free(row);
  return determinant;
}
