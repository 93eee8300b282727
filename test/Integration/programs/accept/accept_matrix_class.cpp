// function: accept_matrix_class
// signature: double(const double*,int)
// at: 1.3 0.7 0.4 2.2 0.9 -0.6
// family: Acceptance
// construct: a heap-allocated matrix class with copy, move and `operator()`

// A matrix class with its own memory: the exponential of a matrix by scaling and squaring.
#include <cmath>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <stdexcept>
#include <utility>

class Matrix {
public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double value = 0.0)
      : rows_(rows), columns_(columns), data_(rows * columns > 0 ? new double[rows * columns] : nullptr) {
    for (std::size_t i = 0; i < rows * columns; ++i)
      data_[i] = value;
  }
  Matrix(const Matrix &other) : Matrix(other.rows_, other.columns_) {
    for (std::size_t i = 0; i < rows_ * columns_; ++i)
      data_[i] = other.data_[i];
  }
  Matrix(Matrix &&other) noexcept
      : rows_(std::exchange(other.rows_, 0)), columns_(std::exchange(other.columns_, 0)),
        data_(std::exchange(other.data_, nullptr)) {}
  Matrix &operator=(Matrix other) noexcept {
    swap(*this, other);
    return *this;
  }
  ~Matrix() { delete[] data_; }

  friend void swap(Matrix &a, Matrix &b) noexcept {
    std::swap(a.rows_, b.rows_);
    std::swap(a.columns_, b.columns_);
    std::swap(a.data_, b.data_);
  }

  static Matrix identity(std::size_t size) {
    Matrix m(size, size);
    for (std::size_t i = 0; i < size; ++i)
      m(i, i) = 1.0;
    return m;
  }

  double &operator()(std::size_t i, std::size_t j) { return data_[i * columns_ + j]; }
  const double &operator()(std::size_t i, std::size_t j) const { return data_[i * columns_ + j]; }
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }

  Matrix &operator+=(const Matrix &other) {
    for (std::size_t i = 0; i < rows_ * columns_; ++i)
      data_[i] += other.data_[i];
    return *this;
  }
  Matrix &operator*=(double k) {
    for (double *p = data_; p != data_ + rows_ * columns_; ++p)
      *p *= k;
    return *this;
  }

private:
  std::size_t rows_ = 0, columns_ = 0;
  double *data_ = nullptr;
};

static Matrix operator+(Matrix a, const Matrix &b) { return std::move(a += b); }
static Matrix operator*(Matrix a, double k) {
  a *= k;
  return a;
}
static Matrix operator*(const Matrix &a, const Matrix &b) {
  if (a.columns() != b.rows())
    throw std::invalid_argument("shapes of the factors");
  Matrix c(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t k = 0; k < a.columns(); ++k)
      for (std::size_t j = 0; j < b.columns(); ++j)
        c(i, j) += a(i, k) * b(k, j);
  return c;
}

static double norm1(const Matrix &m) {
  double largest = 0.0;
  for (std::size_t j = 0; j < m.columns(); ++j) {
    double sum = 0.0;
    for (std::size_t i = 0; i < m.rows(); ++i)
      sum += std::fabs(m(i, j));
    largest = sum > largest ? sum : largest;
  }
  return largest;
}

static Matrix exponential(Matrix a) {
  int squarings = 0;
  while (norm1(a) > 0.5) {
    a *= 0.5;
    ++squarings;
  }
  Matrix result = Matrix::identity(a.rows()), term = result;
  for (int k = 1; k <= 10; ++k) {
    term = term * a * (1.0 / k);
    result += term;
  }
  while (squarings-- > 0)
    result = result * result;
  return result;
}

double accept_matrix_class(const double *x, int) {
  Matrix a(3, 3);
  a(0, 0) = -x[0], a(0, 1) = x[1];
  a(1, 0) = x[2], a(1, 1) = -x[3] * 0.5;
  a(2, 1) = x[4], a(2, 2) = x[5];
  const Matrix e = exponential(a);
  Matrix v(3, 1, 1.0);
  v = e * v + Matrix(3, 1, x[0]);
  return e(0, 0) + 2.0 * e(1, 2) + v(0, 0) * v(2, 0) - v(1, 0);
}
