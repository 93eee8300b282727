// The rules of costate/eigen.hpp for LU, LDL^T and triangular solves: factorizations that are used
// twice and solve in place, matrices that change afterwards, right-hand sides with zeros. In parts
// (TEST_...): each is much code for one translation unit.
#include "function_checks.hpp"
#include <costate/eigen.hpp>

using Eigen::MatrixXd;
using Eigen::VectorXd;
template <class Scalar> using DynamicMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Rows in an order that makes the factorization exchange them.
template <class Matrix> static Matrix make_matrix(int n, double x, double y) {
  Matrix a(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      a((i * 5 + 1) % n, j) = std::sin(x * (i + 1) + j * y) * 0.5 + (i == j ? 3.0 + x : 0.0);
  return a;
}

#ifdef TEST_LU
template <class Matrix> static double solve_by_lu(int n, double x, double y) {
  Matrix a = make_matrix<Matrix>(n, x, y);
  Eigen::PartialPivLU<Matrix> lu(a);
  VectorXd b = VectorXd::Zero(n); // zeros that carry a derivative: Eigen's own loops skip them
  b(1) = (x - 0.4) * y;
  b(0) = y;
  VectorXd u = lu.solve(b);
  a *= 0.5;        // the factors stay
  b = lu.solve(u); // once more, into a right-hand side of before
  Matrix c = make_matrix<Matrix>(n, y, x);
  c = lu.solve(c); // in place, as Eigen makes it
  VectorXd t = lu.transpose().solve(u);
  return u.dot(b) + c.squaredNorm() * 0.01 + a.sum() * 0.1 + t.sum() + lu.matrixLU()(2, 1) * x;
}

static double by_lu(double x, double y) { return solve_by_lu<MatrixXd>(7, x, y); }
static double by_lu_of_rows(double x, double y) { return solve_by_lu<RowMatrix>(8, x, y); }
/// Large enough for blocks.
static double by_large_lu(double x, double y) {
  return solve_by_lu<MatrixXd>(37, x * 0.1, y * 0.1) * 0.1;
}

static double by_inverse(double x, double y) {
  MatrixXd a = make_matrix<MatrixXd>(6, x, y);
  MatrixXd b = a.inverse();
  double sum = a.determinant() * 0.01;
  a = b * x;
  a = a.inverse().eval();
  return sum + b.squaredNorm() + a(2, 3) * y + (a.transpose() * a).determinant() * 1e-4;
}

/// The determinant of a singular matrix has a derivative.
static double by_singular(double x, double y) {
  MatrixXd a(5, 5);
  for (int j = 0; j < 5; ++j)
    for (int i = 0; i < 5; ++i)
      a(i, j) = j == 4 ? (i == 1 ? x - 0.4 : 0.0) : std::cos(y * i * j + i) + (i == j ? 2.0 : 0.0);
  return a.determinant();
}
#endif

#ifdef TEST_CHOLESKY
template <class Matrix, int Triangle> static double solve_by_ldlt(int n, double x, double y) {
  Matrix a(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      a(i, j) = std::cos(x * (i - j)) * 0.3 + (i == j ? 1.5 * ((i * 5) % n - 2) + y : 0.0);
  Eigen::LDLT<Matrix, Triangle> ldlt(a);
  VectorXd b = VectorXd::Zero(n);
  b(2) = (y - 0.3) * x;
  b(1) = x;
  VectorXd u = ldlt.solve(b);
  a(0, 0) *= x;
  VectorXd v = ldlt.solve(u);
  ldlt.solveInPlace(b);
  double sum = u.dot(v) + b(2) + a(0, 0);
  for (int i = 0; i < n; ++i)
    sum += std::log(std::abs(ldlt.vectorD()(i)));
  a(0, 0) += 20.0;
  ldlt.compute(a);
  return sum + ldlt.solve(v).sum() + ldlt.matrixLDLT()(2, 1) + ldlt.matrixLDLT()(1, 2);
}

static double by_ldlt(double x, double y) { return solve_by_ldlt<MatrixXd, Eigen::Lower>(7, x, y); }
static double by_upper_ldlt(double x, double y) {
  return solve_by_ldlt<MatrixXd, Eigen::Upper>(6, x, y);
}
static double by_ldlt_of_rows(double x, double y) {
  return solve_by_ldlt<RowMatrix, Eigen::Lower>(6, x, y);
}

template <class Matrix, int Triangle> static double solve_by_llt(int n, double x, double y) {
  Matrix a(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      a(i, j) = std::exp(-0.1 * (i - j) * (i - j) * (1.0 + x * x)) + (i == j ? 1.0 + y : 0.0);
  Eigen::LLT<Matrix, Triangle> llt(a);
  VectorXd u = llt.solve(VectorXd::LinSpaced(n, x, 1.0));
  llt.solveInPlace(u);
  return u.sum() + Matrix(llt.matrixL())(3, 1) + llt.matrixLLT()(0, 2) + llt.matrixLLT()(2, 0);
}

static double by_upper_llt(double x, double y) {
  return solve_by_llt<MatrixXd, Eigen::Upper>(9, x, y);
}
static double by_llt_of_rows(double x, double y) {
  return solve_by_llt<RowMatrix, Eigen::Lower>(9, x, y);
}
#endif

#ifdef TEST_TRIANGLES
/// Every side, triangle and order; units on the diagonal; strides.
template <class Matrix, class Sides> static double solve_triangles(double x, double y) {
  const int n = 6;
  Matrix big = make_matrix<Matrix>(n + 3, x, y);
  for (int i = 0; i < n + 3; ++i)
    big(i, i) += 3.0 + y;
  auto a = big.block(1, 2, n, n);
  for (int i = 0; i < n; ++i)
    a(i, i) = 2.0 + x * i;
  Sides b(n, 4), c(4, n);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < 4; ++j) {
      b(i, j) = i == j ? x - 0.4 : y * (i - j);
      c(j, i) = std::cos(y * i + j);
    }
  a.template triangularView<Eigen::Lower>().solveInPlace(b);
  a.template triangularView<Eigen::UnitUpper>().solveInPlace(b.leftCols(2));
  a.transpose().template triangularView<Eigen::Upper>().solveInPlace(b);
  a.template triangularView<Eigen::Upper>().template solveInPlace<Eigen::OnTheRight>(c);
  a.template triangularView<Eigen::UnitLower>().template solveInPlace<Eigen::OnTheRight>(
      c.topRows(3));
  VectorXd u = b.col(1);
  a.template triangularView<Eigen::Upper>().solveInPlace(u);
  a.template triangularView<Eigen::UnitLower>().solveInPlace(b.col(2));
  a.template triangularView<Eigen::UnitLower>().template solveInPlace<Eigen::OnTheRight>(c.row(1));
  big *= x;
  return b.squaredNorm() + c.sum() + u.sum() + c.squaredNorm() * 0.1 + big.sum() * 0.01;
}

static double by_triangles(double x, double y) { return solve_triangles<MatrixXd, MatrixXd>(x, y); }
static double by_triangles_of_rows(double x, double y) {
  return solve_triangles<RowMatrix, MatrixXd>(x, y);
}
static double by_sides_of_rows(double x, double y) {
  return solve_triangles<MatrixXd, RowMatrix>(x, y);
}
#endif

#ifdef TEST_QR
/// Square and least squares; the reflections themselves.
template <class Matrix> static double solve_by_qr(int rows, int columns, double x, double y) {
  Matrix a(rows, columns);
  for (int j = 0; j < columns; ++j)
    for (int i = 0; i < rows; ++i)
      a(i, j) = std::sin(x * (i + 1) + j * y * i) * 0.5 + (i == j ? 3.0 + x : 0.0);
  Eigen::HouseholderQR<Matrix> qr(a);
  VectorXd b = VectorXd::Zero(rows);
  b(1) = (x - 0.4) * y;
  b(0) = y;
  VectorXd u = qr.solve(b);
  a *= x;
  b = a * u;
  VectorXd v = qr.solve(b);
  qr.compute(a);
  return u.dot(v) + qr.matrixQR()(2, 1) + qr.matrixQR()(1, 2) + qr.hCoeffs()(1) * x +
         qr.solve(b).squaredNorm();
}

static double by_qr(double x, double y) { return solve_by_qr<MatrixXd>(6, 6, x, y); }
static double by_least_squares(double x, double y) { return solve_by_qr<RowMatrix>(9, 5, x, y); }

/// Columns that are triangular already: not reflected.
static double by_triangular_qr(double x, double y) {
  MatrixXd a = MatrixXd::Zero(5, 5);
  for (int j = 0; j < 5; ++j)
    for (int i = 0; i <= j; ++i)
      a(i, j) = std::cos(x * (i + 1) + j * y) + (i == j ? 2.0 : 0.0);
  VectorXd b = VectorXd::LinSpaced(5, x, y);
  return a.householderQr().solve(b).squaredNorm();
}
#endif

#ifdef TEST_UNDEFINED
/// What has no derivative, or has none that the rules know, gives NaN or infinities.
template <double (*F)(double, double)> static void check_undefined(const char *what) {
  auto [by_x, by_y] = costate::gradient<F>(0.4, 0.3);
  auto [value, tangent] = costate::jvp<F>(costate::wrt(0.4, 1.0), 0.3);
  if (std::isfinite(by_x) || std::isfinite(tangent)) {
    std::printf("%s: %g %g %g, expected NaN\n", what, by_x, by_y, tangent);
    ++failures;
  }
}

static MatrixXd make_deficient(double x, double y) {
  MatrixXd a(3, 3);
  a << x, y, x + y, y, -x, y - x, x + y, y - x, 2 * y;
  a.col(1) = a.col(0) * 2.0;
  a.row(1) = a.row(0) * 2.0;
  return a;
}
static double by_indefinite_llt(double x, double y) {
  MatrixXd a(2, 2);
  a << x, 1.0, 1.0, y;
  return Eigen::LLT<MatrixXd>(a).matrixLLT().sum();
}
static double by_deficient_lu(double x, double y) {
  return make_deficient(x, y).lu().solve(VectorXd::Ones(3)).sum();
}
static double by_deficient_determinant(double x, double y) {
  return make_deficient(x, y).determinant();
}
static double by_deficient_ldlt(double x, double y) {
  MatrixXd a = make_deficient(x, y);
  a.col(2) = a.col(0);
  a.row(2) = a.row(0);
  return a.ldlt().matrixLDLT().sum();
}
static double by_impossible_ldlt(double x, double y) {
  MatrixXd a(2, 2);
  a << (x - 0.4) * y, x, x, (y - 0.3) * x;
  return Eigen::LDLT<MatrixXd>(a).matrixLDLT().sum();
}
/// Nothing to reflect, but a derivative that needs a reflection.
static double by_identity_qr(double x, double y) {
  MatrixXd a = MatrixXd::Identity(3, 3);
  a(2, 0) = x - 0.4;
  a(1, 0) = y - 0.3;
  return a.householderQr().solve(VectorXd::Ones(3)).sum();
}
#endif

#ifdef TEST_PRECISION
/// The derivatives of the same in single and in double precision.
template <class Scalar> static double in_precision(double x, double y) {
  using Matrix = DynamicMatrix<Scalar>;
  using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
  const int n = 9;
  Matrix a(n, n), s(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      a(i, j) = Scalar(std::sin(x * (i + 1) + j * y) * 0.5 + (i == j ? 4.0 : 0.0));
      s(i, j) = Scalar(std::cos(x * (i - j)) * 0.3 + (i == j ? 2.0 + y : 0.0));
    }
  Vector b = Vector::LinSpaced(n, Scalar(x), Scalar(y));
  Vector u = a.lu().solve(b), v = s.llt().solve(u), w = s.ldlt().solve(v);
  Vector q = a.householderQr().solve(w);
  Matrix c = a * s;
  return double(q.sum() + v.dot(u) + a.inverse()(1, 2) + c.sum());
}

static void check_precision() {
  auto [fx, fy] = costate::gradient<in_precision<float>>(0.4, 0.3);
  auto [dx, dy] = costate::gradient<in_precision<double>>(0.4, 0.3);
  auto [value, tangent] = costate::jvp<in_precision<float>>(costate::wrt(0.4, 1.0), 0.3);
  compare("float", "x_bar", fx, dx, 1e-4);
  compare("float", "y_bar", fy, dy, 1e-4);
  compare("float", "tangent", tangent, dx, 1e-4);
  compare("double", "x_bar", dx,
          difference([](double h) { return in_precision<double>(0.4 + h, 0.3); }), 1e-8);
}
#endif

int main() {
#define CHECK(F) check<F>(#F)
#define CHECK_FIRST(F) check_first<F>(#F)
#ifdef TEST_UNDEFINED
  check_undefined<by_indefinite_llt>("by_indefinite_llt");
  check_undefined<by_deficient_lu>("by_deficient_lu");
  check_undefined<by_deficient_determinant>("by_deficient_determinant");
  check_undefined<by_deficient_ldlt>("by_deficient_ldlt");
  check_undefined<by_impossible_ldlt>("by_impossible_ldlt");
  check_undefined<by_identity_qr>("by_identity_qr");
#endif
#ifdef TEST_PRECISION
  check_precision();
#endif
#ifdef TEST_LU
  CHECK(by_lu);
  CHECK_FIRST(by_lu_of_rows);
  CHECK_FIRST(by_large_lu);
  CHECK(by_inverse);
  CHECK_FIRST(by_singular);
#endif
#ifdef TEST_CHOLESKY
  CHECK(by_ldlt);
  CHECK_FIRST(by_upper_ldlt);
  CHECK_FIRST(by_ldlt_of_rows);
  CHECK_FIRST(by_upper_llt);
  CHECK_FIRST(by_llt_of_rows);
#endif
#ifdef TEST_TRIANGLES
  CHECK(by_triangles);
  CHECK_FIRST(by_triangles_of_rows);
  CHECK_FIRST(by_sides_of_rows);
#endif
#ifdef TEST_QR
  CHECK_FIRST(by_qr);
  CHECK_FIRST(by_least_squares);
  CHECK_FIRST(by_triangular_qr);
#endif
  return failures != 0;
}
