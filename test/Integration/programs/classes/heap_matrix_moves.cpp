// function: heap_matrix_moves
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.1
// family: Classes
// construct: a heap matrix class: copy, move, self-assignment, moved-from objects, operator(), swap, arrays of them
#include <utility>
class Matrix {
public:
  Matrix() = default;
  Matrix(int r, int c) : rows(r), cols(c), data(new double[r * c]()) {}
  Matrix(const Matrix &o) : Matrix(o.rows, o.cols) {
    for (int i = 0; i < rows * cols; ++i)
      data[i] = o.data[i];
  }
  Matrix(Matrix &&o) noexcept
      : rows(std::exchange(o.rows, 0)), cols(std::exchange(o.cols, 0)),
        data(std::exchange(o.data, nullptr)) {}
  Matrix &operator=(const Matrix &o) {
    if (this != &o) {
      Matrix copy(o);
      swap(copy);
    }
    return *this;
  }
  Matrix &operator=(Matrix &&o) noexcept {
    Matrix moved(std::move(o));
    swap(moved);
    return *this;
  }
  ~Matrix() { delete[] data; }
  void swap(Matrix &o) noexcept {
    std::swap(rows, o.rows);
    std::swap(cols, o.cols);
    std::swap(data, o.data);
  }
  double &operator()(int i, int j) { return data[i * cols + j]; }
  double operator()(int i, int j) const { return data[i * cols + j]; }
  int size() const { return rows; }
  friend Matrix operator*(const Matrix &a, const Matrix &b) {
    Matrix c(a.rows, b.cols);
    for (int i = 0; i < a.rows; ++i)
      for (int j = 0; j < b.cols; ++j)
        for (int k = 0; k < a.cols; ++k)
          c(i, j) += a(i, k) * b(k, j);
    return c;
  }
  Matrix operator+(const Matrix &b) const {
    Matrix c = *this;
    for (int i = 0; i < rows * cols; ++i)
      c.data[i] += b.data[i];
    return c;
  }

private:
  int rows = 0, cols = 0;
  double *data = nullptr;
};

double heap_matrix_moves(const double *x, int n) {
  Matrix a(2, 2), b(2, 2);
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j) {
      a(i, j) = x[(i * 2 + j) % n];
      b(i, j) = x[(i + 2 * j + 1) % n] * x[0];
    }
  Matrix c = a * b + a;
  Matrix &same = c;
  c = same;
  Matrix d = std::move(c);
  c = d * a;
  d = std::move(c);
  Matrix rows[2] = {a, d};
  rows[0] = rows[1] * rows[0];
  a.swap(rows[0]);
  if (c.size() != 0)
    return -1.0;
  double s = 0.0;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      s += a(i, j) * d(j, i) + rows[0](i, j);
  return s;
}
