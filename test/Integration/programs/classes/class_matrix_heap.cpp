// function: class_matrix_heap
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Classes
// construct: constructors, destructors, copy and move, assignment

#include <algorithm>

class Matrix {
  int rows, columns;
  double *entries;

public:
  Matrix(int r, int c) : rows(r), columns(c), entries(new double[r * c]) { std::fill(entries, entries + r * c, 0.0); }
  Matrix(const Matrix &m) : Matrix(m.rows, m.columns) { std::copy(m.entries, m.entries + rows * columns, entries); }
  Matrix &operator=(const Matrix &m) {
    if (this != &m) {
      Matrix copy(m);
      std::swap(entries, copy.entries);
      std::swap(rows, copy.rows);
      std::swap(columns, copy.columns);
    }
    return *this;
  }
  ~Matrix() { delete[] entries; }
  double &operator()(int i, int j) { return entries[i * columns + j]; }
  double operator()(int i, int j) const { return entries[i * columns + j]; }
  Matrix operator*(const Matrix &m) const {
    Matrix r(rows, m.columns);
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < m.columns; j++)
        for (int k = 0; k < columns; k++)
          r(i, j) += (*this)(i, k) * m(k, j);
    return r;
  }
  Matrix transposed() const {
    Matrix r(columns, rows);
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < columns; j++)
        r(j, i) = (*this)(i, j);
    return r;
  }
  double trace() const {
    double s = 0.0;
    for (int i = 0; i < std::min(rows, columns); i++)
      s += (*this)(i, i);
    return s;
  }
};

double class_matrix_heap(const double *x, int n) {
  Matrix a(2, n);
  for (int i = 0; i < n; i++) {
    a(0, i) = x[i];
    a(1, i) = x[i] * x[(i + 1) % n];
  }
  Matrix g = a * a.transposed();
  a = g;
  for (int i = 0; i < 2; i++)
    a = a * g;
  return a.trace() + (g * g.transposed())(0, 1);
}
