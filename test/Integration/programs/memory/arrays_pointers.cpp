// covers: pointers to arrays, references to arrays, flattened matrices, rows walked over their ends in parts
// function: arrays_pointers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: pointers and references to arrays, matrices seen as one row

static double sum(const double (&row)[3]) { return row[0] * row[1] + row[2]; }
static void rotate(double (*rows)[3], int n) {
  for (int j = 0; j < 3; j++) {
    double first = (*rows)[j];
    for (int i = 0; i + 1 < n; i++)
      rows[i][j] = rows[i + 1][j];
    rows[n - 1][j] = first;
  }
}
typedef double Block[2][2];
static double determinant(const Block &b) { return b[0][0] * b[1][1] - b[0][1] * b[1][0]; }

double arrays_pointers(const double *x, int n) {
  double a[4][3];
  double *flat = (double *)a;
  for (int i = 0; i < 12; i++)
    flat[i] = x[i % n] * (i + 1);
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 3; j++) {
      a[i][j] *= x[j];
      flat[3 * i + j] += a[(i + 1) % 4][j];
    }
  rotate(a, 4);
  double(*second)[3] = &a[1];
  double s = sum(*second) + sum(a[2]);
  second += 2;
  (*second)[0] = s * flat[10];
  double *end = &a[0][0] + 12;
  for (double *p = flat + 1; p < end; p += 5)
    s += *p * p[-1];
  Block blocks[2] = {{{x[0], x[1]}, {x[2], x[3]}}, {{s, x[0]}, {x[1], 1.0}}};
  Block *block = blocks;
  double first = determinant(*block++);
  s += first * determinant(*block);
  double(&row)[3] = a[3];
  row[1] = row[0] * row[2];
  return s + a[3][1] * flat[9] + (*(a + 3))[1];
}
