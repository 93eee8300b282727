// covers: an array of rows: rows grow at different times, so does the array of pointers to them; swapped and dropped rows
// function: realloc_rows
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cstdlib>

double realloc_rows(const double *x, int n) {
  double **rows = nullptr;
  int *sizes = nullptr;
  int count = 0;
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    rows = (double **)std::realloc(rows, (count + 1) * sizeof(double *));
    sizes = (int *)std::realloc(sizes, (count + 1) * sizeof(int));
    rows[count] = (double *)std::calloc(1, sizeof(double));
    sizes[count] = 1;
    rows[count][0] = x[i];
    count++;
    for (int r = 0; r < count; r++) {
      rows[r] = (double *)std::realloc(rows[r], (sizes[r] + r + 1) * sizeof(double));
      for (int k = 0; k <= r; k++)
        rows[r][sizes[r] + k] = rows[r][0] * x[k] + (r ? rows[r - 1][sizes[r - 1] - 1] : 1.0);
      sizes[r] += r + 1;
    }
    if (count > 1) {
      double *other = rows[0];
      rows[0] = rows[count - 1];
      rows[count - 1] = other;
      int size = sizes[0];
      sizes[0] = sizes[count - 1];
      sizes[count - 1] = size;
    }
    if (i == 2) {
      std::free(rows[--count]);
      rows = (double **)std::realloc(rows, count * sizeof *rows);
    }
  }
  for (int r = 0; r < count; r++) {
    for (int k = 0; k < sizes[r]; k++)
      s = 0.5 * s + rows[r][k] * rows[r][k];
    std::free(rows[r]);
  }
  std::free(rows);
  std::free(sizes);
  return s;
}
