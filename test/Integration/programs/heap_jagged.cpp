// covers: an array of heap rows of different length
// function: heap_jagged
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

double heap_jagged(const double *x, int n) {
  double **rows = new double *[n];
  for (int i = 0; i < n; i++) {
    rows[i] = new double[i + 1];
    for (int j = 0; j <= i; j++)
      rows[i][j] = i ? rows[i - 1][j < i ? j : i - 1] * x[j] + x[i] : x[0] * x[0];
  }
  double s = 0.0;
  for (int i = n - 1; i >= 0; i--) {
    s = s * 0.5 + rows[i][i / 2];
    delete[] rows[i];
  }
  delete[] rows;
  return s;
}
