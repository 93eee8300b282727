// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derivatives of Eigen's Cholesky factorization and of its products of large matrices. Without this
// header costate differentiates Eigen's own code, which is right as well: kernels that are unrolled
// for registers and caches, whose derivatives are long and slow. docs/CallRules.md derives the
// rules.

#ifndef COSTATE_EIGEN_HPP
#define COSTATE_EIGEN_HPP

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <costate/costate.hpp>

#include <cstdlib>
#include <limits>
#include <utility>

namespace costate::eigen {

/// What the reverse sweep needs of one call, without gaps between the columns.
struct SavedMatrix {
  long rows, columns;
  double *data;
  bool isFactorized;
};

inline double *allocate(long count) {
  return static_cast<double *>(std::malloc(sizeof(double) * (count + 1)));
}

//===------------------------------- Cholesky -----------------------------===//

/// From the adjoint of L, in place, to that of the lower triangle of A = L L^T. The steps of the
/// factorization that works on the columns to the right, last first.
inline void cholesky_adjoint(long n, const double *l, double *d) {
  for (long j = n - 1; j >= 0; --j) {
    const double *lj = l + j * n;
    double *dj = d + j * n;
    for (long k = j + 1; k < n; ++k) {
      // A(i, k) -= L(i, j) L(k, j) for i >= k
      double *dk = d + k * n;
      const double lkj = lj[k];
      double first = dk[k] * lkj, second = 0.0, third = 0.0, fourth = 0.0;
      dj[k] -= dk[k] * lkj;
      long i = k + 1;
      for (; i + 3 < n; i += 4) {
        first += dk[i] * lj[i];
        second += dk[i + 1] * lj[i + 1];
        third += dk[i + 2] * lj[i + 2];
        fourth += dk[i + 3] * lj[i + 3];
        dj[i] -= dk[i] * lkj;
        dj[i + 1] -= dk[i + 1] * lkj;
        dj[i + 2] -= dk[i + 2] * lkj;
        dj[i + 3] -= dk[i + 3] * lkj;
      }
      for (; i < n; ++i) {
        first += dk[i] * lj[i];
        dj[i] -= dk[i] * lkj;
      }
      dj[k] -= (first + second) + (third + fourth);
    }
    // L(i, j) = A(i, j) / L(j, j) and L(j, j) = sqrt(A(j, j))
    const double inverse = 1.0 / lj[j];
    double sum = dj[j];
    for (long i = j + 1; i < n; ++i) {
      dj[i] *= inverse;
      sum -= dj[i] * lj[i];
    }
    dj[j] = 0.5 * sum * inverse;
  }
}

/// From the tangent of the lower triangle of A, in place, to that of L.
inline void cholesky_tangent(long n, const double *l, double *d) {
  for (long j = 0; j < n; ++j) {
    const double *lj = l + j * n;
    double *dj = d + j * n;
    const double inverse = 1.0 / lj[j];
    dj[j] *= 0.5 * inverse;
    for (long i = j + 1; i < n; ++i)
      dj[i] = (dj[i] - lj[i] * dj[j]) * inverse;
    for (long k = j + 1; k < n; ++k)
      for (long i = k; i < n; ++i)
        d[i + k * n] -= dj[i] * lj[k] + lj[i] * dj[k];
  }
}

/// What a failed factorization leaves has no derivative: whoever uses it gets NaN.
inline void poison(long n, double *bar) {
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i)
      if (bar[i + j * n] != 0.0)
        bar[i + j * n] = std::numeric_limits<double>::quiet_NaN();
}

/// Behind `Eigen::LLT<Eigen::MatrixXd>`: false where the matrix is not positive definite.
using Cholesky = Eigen::internal::LLT_Traits<Eigen::MatrixXd, Eigen::Lower>;

COSTATE_DERIVATIVE_OF(Cholesky::inplace_decomposition, "jvp")
inline bool cholesky_jvp(Eigen::MatrixXd &m, Eigen::MatrixXd &m_dot) {
  const bool succeeds = Cholesky::inplace_decomposition(m);
  if (succeeds)
    cholesky_tangent(m.rows(), m.data(), m_dot.data());
  else
    poison(m.rows(), m_dot.data());
  return succeeds;
}

COSTATE_DERIVATIVE_OF(Cholesky::inplace_decomposition, "augmented")
inline std::pair<bool, SavedMatrix> cholesky_augmented(Eigen::MatrixXd &m) {
  const bool succeeds = Cholesky::inplace_decomposition(m);
  const long n = m.rows();
  double *copy = allocate(n * n);
  const double *l = m.data();
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i)
      copy[i + j * n] = l[i + j * n];
  return {succeeds, SavedMatrix{n, n, copy, succeeds}};
}

COSTATE_DERIVATIVE_OF(Cholesky::inplace_decomposition, "vjp")
inline void cholesky_vjp(Eigen::MatrixXd &, const SavedMatrix &saved, Eigen::MatrixXd *m_bar) {
  if (saved.isFactorized)
    cholesky_adjoint(saved.rows, saved.data, m_bar->data());
  else
    poison(saved.rows, m_bar->data());
  std::free(saved.data);
}

//===------------------------------- products -----------------------------===//

/// Where the element (i, k) of a matrix is.
template <int Order> inline long position(long i, long k, long stride) {
  return Order == Eigen::RowMajor ? i * stride + k : i + k * stride;
}

/// What `C += alpha A B` reads.
struct SavedFactors {
  double *lhs, *rhs;
};

/// A copy that lies column by column.
template <int Order>
inline double *copy_factor(long rows, long columns, const double *from, long stride) {
  double *copy = allocate(rows * columns);
  for (long k = 0; k < columns; ++k)
    for (long i = 0; i < rows; ++i)
      copy[i + k * rows] = from[position<Order>(i, k, stride)];
  return copy;
}

template <int Order>
inline void add_to(long rows, long columns, const double *column_wise, double *to, long stride) {
  for (long k = 0; k < columns; ++k)
    for (long i = 0; i < rows; ++i)
      to[position<Order>(i, k, stride)] += column_wise[i + k * rows];
}

/// A_bar += alpha C_bar B^T and B_bar += alpha A^T C_bar; alpha_bar += <A, C_bar B^T>. Releases the
/// factors.
template <int LhsOrder, int RhsOrder>
inline void product_adjoint(long rows, long columns, long depth, const SavedFactors &saved,
                            const double *c_bar, long increment, long stride, double alpha,
                            double *lhs_bar, long lhs_stride, double *rhs_bar, long rhs_stride,
                            double *alpha_bar) {
  double *outer = allocate(rows * depth), *inner = allocate(depth * columns);
  double *column = allocate(rows);
  for (long k = 0; k < depth * rows; ++k)
    outer[k] = 0.0;
  for (long j = 0; j < columns; ++j) {
    for (long i = 0; i < rows; ++i)
      column[i] = c_bar[i * increment + j * stride];
    for (long k = 0; k < depth; ++k) {
      const double factor = saved.rhs[k + j * depth];
      const double *a = saved.lhs + k * rows;
      double *g = outer + k * rows;
      double first = 0.0, second = 0.0, third = 0.0, fourth = 0.0;
      long i = 0;
      for (; i + 3 < rows; i += 4) {
        first += column[i] * a[i];
        second += column[i + 1] * a[i + 1];
        third += column[i + 2] * a[i + 2];
        fourth += column[i + 3] * a[i + 3];
        g[i] += column[i] * factor;
        g[i + 1] += column[i + 1] * factor;
        g[i + 2] += column[i + 2] * factor;
        g[i + 3] += column[i + 3] * factor;
      }
      for (; i < rows; ++i) {
        first += column[i] * a[i];
        g[i] += column[i] * factor;
      }
      inner[k + j * depth] = alpha * ((first + second) + (third + fourth));
    }
  }
  double sum = 0.0;
  for (long k = 0; k < depth * rows; ++k) {
    sum += saved.lhs[k] * outer[k];
    outer[k] *= alpha;
  }
  if (alpha_bar)
    *alpha_bar += sum;
  if (lhs_bar)
    add_to<LhsOrder>(rows, depth, outer, lhs_bar, lhs_stride);
  if (rhs_bar)
    add_to<RhsOrder>(depth, columns, inner, rhs_bar, rhs_stride);
  std::free(saved.lhs);
  std::free(saved.rhs);
  std::free(outer);
  std::free(inner);
  std::free(column);
}

/// Behind products of matrices that are not small: C += alpha A B.
template <int LhsOrder, int RhsOrder>
using Product =
    Eigen::internal::general_matrix_matrix_product<Eigen::Index, double, LhsOrder, false, double,
                                                   RhsOrder, false, Eigen::ColMajor, 1>;
using Blocking = Eigen::internal::level3_blocking<double, double>;
using Threads = Eigen::internal::GemmParallelInfo<Eigen::Index>;

#define COSTATE_EIGEN_PRODUCT(NAME, LHS, RHS)                                                      \
  using NAME = Product<LHS, RHS>;                                                                  \
  COSTATE_DERIVATIVE_OF(NAME::run, "jvp")                                                          \
  inline void NAME##_jvp(Eigen::Index rows, Eigen::Index columns, Eigen::Index depth,              \
                         const double *lhs, Eigen::Index lhs_stride, const double *rhs,            \
                         Eigen::Index rhs_stride, double *c, Eigen::Index increment,               \
                         Eigen::Index stride, double alpha, Blocking &blocking, Threads *threads,  \
                         const double *lhs_dot, const double *rhs_dot, double *c_dot,              \
                         double alpha_dot, Blocking &) {                                           \
    NAME::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride, c, increment, stride, alpha, \
              blocking, threads);                                                                  \
    if (lhs_dot)                                                                                   \
      NAME::run(rows, columns, depth, lhs_dot, lhs_stride, rhs, rhs_stride, c_dot, increment,      \
                stride, alpha, blocking, threads);                                                 \
    if (rhs_dot)                                                                                   \
      NAME::run(rows, columns, depth, lhs, lhs_stride, rhs_dot, rhs_stride, c_dot, increment,      \
                stride, alpha, blocking, threads);                                                 \
    if (alpha_dot != 0.0)                                                                          \
      NAME::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride, c_dot, increment, stride,  \
                alpha_dot, blocking, threads);                                                     \
  }                                                                                                \
  COSTATE_DERIVATIVE_OF(NAME::run, "augmented")                                                    \
  inline SavedFactors NAME##_augmented(                                                            \
      Eigen::Index rows, Eigen::Index columns, Eigen::Index depth, const double *lhs,              \
      Eigen::Index lhs_stride, const double *rhs, Eigen::Index rhs_stride, double *c,              \
      Eigen::Index increment, Eigen::Index stride, double alpha, Blocking &blocking,               \
      Threads *threads) {                                                                          \
    NAME::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride, c, increment, stride, alpha, \
              blocking, threads);                                                                  \
    return {copy_factor<LHS>(rows, depth, lhs, lhs_stride),                                        \
            copy_factor<RHS>(depth, columns, rhs, rhs_stride)};                                    \
  }                                                                                                \
  COSTATE_DERIVATIVE_OF(NAME::run, "vjp")                                                          \
  inline void NAME##_vjp(Eigen::Index rows, Eigen::Index columns, Eigen::Index depth,              \
                         const double *, Eigen::Index lhs_stride, const double *,                  \
                         Eigen::Index rhs_stride, double *, Eigen::Index increment,                \
                         Eigen::Index stride, double alpha, Blocking &, Threads *,                 \
                         const SavedFactors &saved, double *lhs_bar, double *rhs_bar,              \
                         double *c_bar, double *alpha_bar, Blocking *) {                           \
    product_adjoint<LHS, RHS>(rows, columns, depth, saved, c_bar, increment, stride, alpha,        \
                              lhs_bar, lhs_stride, rhs_bar, rhs_stride, alpha_bar);                \
  }

COSTATE_EIGEN_PRODUCT(ColumnsByColumns, Eigen::ColMajor, Eigen::ColMajor)
COSTATE_EIGEN_PRODUCT(RowsByColumns, Eigen::RowMajor, Eigen::ColMajor)
COSTATE_EIGEN_PRODUCT(ColumnsByRows, Eigen::ColMajor, Eigen::RowMajor)
COSTATE_EIGEN_PRODUCT(RowsByRows, Eigen::RowMajor, Eigen::RowMajor)
#undef COSTATE_EIGEN_PRODUCT

} // namespace costate::eigen

#endif // COSTATE_EIGEN_HPP
