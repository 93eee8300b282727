// covers: pointer to rows from new double[n][3], rows exchanged by value, new T[n]() and new T{}
// function: heap_new_rows
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `new`, `delete` of scalars, arrays, rows and structs, with and without initializers

struct Cell {
  double v = 0.25;
  int k = 3;
};

double heap_new_rows(const double *x, int n) {
  double(*m)[3] = new double[n][3];
  double *zero = new double[n]();
  Cell *cells = new Cell[n];
  Cell *one = new Cell{x[0] * x[1], 4};
  for (int i = 0; i < n; i++)
    for (int j = 0; j < 3; j++)
      m[i][j] = x[i] * (j + 1) + zero[i];
  for (int i = 0; i + 1 < n; i++)
    for (int j = 0; j < 3; j++) {
      double t = m[i][j];
      m[i][j] = m[i + 1][2 - j];
      m[i + 1][2 - j] = t * m[i][j];
      zero[i] += t;
      cells[i].v += zero[i] * one->v;
    }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += m[i][0] * m[i][1] * m[i][2] + cells[i].v * cells[i].k + zero[i] * zero[i];
  s *= one->k;
  delete[] m;
  delete[] zero;
  delete[] cells;
  delete one;
  return s;
}
