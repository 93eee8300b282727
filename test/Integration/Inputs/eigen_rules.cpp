// The rules of costate/eigen.hpp against differences: gradient, tangent and second derivative.
#include "function_checks.hpp"
#include <costate/eigen.hpp>

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The factor and a solution; large enough for the blocked factorization. Twice, into one object.
static double by_cholesky(double x, double y) {
  const int n = 35;
  Eigen::LLT<MatrixXd> llt;
  double sum = 0.0;
  for (int round = 0; round < 2; ++round) {
    MatrixXd a(n, n);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
        a(i, j) = std::exp(-0.1 * (i - j) * (i - j) * (1.0 + x * x)) + (i == j ? 1.0 + y : 0.0);
    llt.compute(a);
    VectorXd b = VectorXd::LinSpaced(n, y, 1.0 + round);
    sum += b.dot(llt.solve(b));
    for (int i = 0; i < n; ++i)
      sum += std::log(llt.matrixLLT()(i, i)) + 0.1 * llt.matrixLLT()(i, i / 2) * i;
  }
  return sum;
}

/// Every order of storage, blocks with strides, factors that are overwritten afterwards.
static double by_products(double x, double y) {
  const int rows = 9, depth = 11, columns = 10;
  MatrixXd a(rows, depth), b(depth, columns), c(rows, columns);
  for (int k = 0; k < depth; ++k) {
    for (int i = 0; i < rows; ++i)
      a(i, k) = 0.3 * std::sin(x * (i + 1) + k);
    for (int j = 0; j < columns; ++j)
      b(k, j) = 0.3 * std::cos(y * (k - j)) + x;
  }
  c.noalias() = a * b;
  MatrixXd d = c;
  d.noalias() -= (x * y) * a * b;
  a *= 0.5;
  MatrixXd g = c * c.transpose() * d;
  d += g;
  MatrixXd e = a.transpose() * d;
  e += b * d.transpose() * d * 1e-2;
  MatrixXd f = a.transpose() * b.transpose().leftCols(depth).topRows(rows) + e * e.transpose();
  return (c.squaredNorm() + d.sum() + e.squaredNorm() * 1e-3 + f(2, 3)) * 1e-3;
}

/// A factor of the product that is zero, and so is its first derivative.
static double by_factor(double x, double y) {
  MatrixXd a(9, 9), b(9, 9);
  for (int k = 0; k < 9; ++k)
    for (int i = 0; i < 9; ++i) {
      a(i, k) = std::sin(y * (i + 1) + k);
      b(i, k) = std::cos(y * (k - i)) + x;
    }
  MatrixXd c = b;
  c.noalias() += (x * x) * a * b;
  return c.squaredNorm() * 1e-2;
}

int main() {
#ifndef ONLY_PRODUCTS
  check<by_cholesky>("cholesky");
#endif
#ifndef ONLY_CHOLESKY
  check<by_products>("products");
  check<by_factor>("factor", 0.0, 0.3);
#endif
  return failures != 0;
}
