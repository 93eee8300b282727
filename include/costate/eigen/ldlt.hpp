// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `Eigen::LDLT` of dynamic matrices: P A P^T = L D L^T, in either triangle and either order of
// storage.

#ifndef COSTATE_EIGEN_LDLT_HPP
#define COSTATE_EIGEN_LDLT_HPP

#include <Eigen/Cholesky>
#include <costate/eigen/storage.hpp>

namespace costate::eigen {

template <class Scalar> inline void exchange(Scalar &left, Scalar &right) {
  const Scalar value = left;
  left = right;
  right = value;
}

/// Exchanges row and column `k` of a symmetric matrix with `other` > `k`, in its lower triangle.
template <class Scalar> inline void exchange_symmetric(long n, Scalar *d, long k, long other) {
  for (long j = 0; j < k; ++j)
    exchange(d[k + j * n], d[other + j * n]);
  for (long i = other + 1; i < n; ++i)
    exchange(d[i + k * n], d[i + other * n]);
  exchange(d[k + k * n], d[other + other * n]);
  for (long i = k + 1; i < other; ++i)
    exchange(d[i + k * n], d[other + i * n]);
}

/// From the adjoints of L and D, in place, to that of the lower triangle of L D L^T.
template <class Scalar> inline void ldlt_adjoint(long n, const Scalar *l, Scalar *d) {
  for (long j = n - 1; j >= 0; --j) {
    const Scalar *lj = l + j * n;
    Scalar *dj = d + j * n;
    const Scalar pivot = lj[j];
    Scalar of_pivot = dj[j];
    for (long k = j + 1; k < n; ++k) {
      // A(i, k) -= L(i, j) D(j) L(k, j) for i >= k
      const Scalar *dk = d + k * n;
      const Scalar scaled = pivot * lj[k];
      Scalar sum = dk[k] * lj[k];
      dj[k] -= dk[k] * scaled;
      for (long i = k + 1; i < n; ++i) {
        sum += dk[i] * lj[i];
        dj[i] -= dk[i] * scaled;
      }
      dj[k] -= pivot * sum;
      of_pivot -= sum * lj[k];
    }
    // L(i, j) = A(i, j) / D(j)
    for (long i = j + 1; i < n; ++i) {
      dj[i] /= pivot;
      of_pivot -= dj[i] * lj[i];
    }
    dj[j] = of_pivot;
  }
}

/// From the tangent of the lower triangle of L D L^T, in place, to those of L and D.
template <class Scalar> inline void ldlt_tangent(long n, const Scalar *l, Scalar *d) {
  for (long j = 0; j < n; ++j) {
    const Scalar *lj = l + j * n;
    Scalar *dj = d + j * n;
    const Scalar pivot = lj[j], pivot_dot = dj[j];
    for (long i = j + 1; i < n; ++i)
      dj[i] = (dj[i] - lj[i] * pivot_dot) / pivot;
    for (long k = j + 1; k < n; ++k) {
      const Scalar scaled = pivot * lj[k], scaled_dot = pivot_dot * lj[k] + pivot * dj[k];
      for (long i = k; i < n; ++i)
        d[i + k * n] -= dj[i] * scaled + lj[i] * scaled_dot;
    }
  }
}

/// Behind `Eigen::LDLT`: false where the matrix has no such factorization.
template <int Triangle> using Ldlt = Eigen::internal::ldlt_inplace<Triangle>;

#define COSTATE_EIGEN_LDLT(NAME, TRIANGLE)                                                         \
  template <class Matrix, class Exchanges, class Workspace>                                        \
  COSTATE_DERIVATIVE_OF(Ldlt<TRIANGLE>::unblocked, "jvp")                                          \
  inline std::enable_if_t<IsDynamic<Matrix>::value, bool> NAME##_jvp(                              \
      Matrix &m, Exchanges &exchanges, Workspace &temporary, Eigen::internal::SignMatrix &sign,    \
      Matrix &m_dot, Workspace &temporary_dot) {                                                   \
    constexpr bool isUpper = TRIANGLE == Eigen::Upper;                                             \
    constexpr int order = Matrix::IsRowMajor ? Eigen::RowMajor : Eigen::ColMajor;                  \
    using Scalar = typename Matrix::Scalar;                                                        \
    const bool succeeds = Ldlt<TRIANGLE>::unblocked(m, exchanges, temporary, sign);                \
    const long n = m.rows();                                                                       \
    Scalar *l = copy_triangle<isUpper, order>(n, m.data());                                        \
    Scalar *d = copy_triangle<isUpper, order>(n, m_dot.data());                                    \
    const int *pivots = exchanges.indices().data();                                                \
    for (long k = 0; k < n; ++k)                                                                   \
      if (pivots[k] != k)                                                                          \
        exchange_symmetric(n, d, k, long(pivots[k]));                                              \
    if (succeeds)                                                                                  \
      ldlt_tangent(n, l, d);                                                                       \
    else                                                                                           \
      poison_triangle(n, d);                                                                       \
    put_triangle<isUpper, order>(n, d, m_dot.data());                                              \
    for (long k = 0; k < temporary_dot.size(); ++k)                                                \
      temporary_dot.data()[k] = 0;                                                                 \
    std::free(l);                                                                                  \
    std::free(d);                                                                                  \
    return succeeds;                                                                               \
  }                                                                                                \
  template <class Matrix, class Exchanges, class Workspace>                                        \
  COSTATE_DERIVATIVE_OF(Ldlt<TRIANGLE>::unblocked, "augmented")                                    \
  inline std::enable_if_t<IsDynamic<Matrix>::value,                                                \
                          std::pair<bool, SavedMatrix<typename Matrix::Scalar>>>                   \
      NAME##_augmented(Matrix &m, Exchanges &exchanges, Workspace &temporary,                      \
                       Eigen::internal::SignMatrix &sign) {                                        \
    constexpr int order = Matrix::IsRowMajor ? Eigen::RowMajor : Eigen::ColMajor;                  \
    const bool succeeds = Ldlt<TRIANGLE>::unblocked(m, exchanges, temporary, sign);                \
    const long n = m.rows();                                                                       \
    return {succeeds, SavedMatrix<typename Matrix::Scalar>{                                        \
                          n, n, copy_triangle<TRIANGLE == Eigen::Upper, order>(n, m.data()),       \
                          copy_pivots(n, exchanges.indices().data()), succeeds}};                  \
  }                                                                                                \
  template <class Matrix, class Exchanges, class Workspace>                                        \
  COSTATE_DERIVATIVE_OF(Ldlt<TRIANGLE>::unblocked, "vjp")                                          \
  inline std::enable_if_t<IsDynamic<Matrix>::value, void> NAME##_vjp(                              \
      Matrix &, Exchanges &, Workspace &, Eigen::internal::SignMatrix &,                           \
      const SavedMatrix<typename Matrix::Scalar> &saved, Matrix *m_bar,                            \
      Workspace *temporary_bar) {                                                                  \
    constexpr bool isUpper = TRIANGLE == Eigen::Upper;                                             \
    constexpr int order = Matrix::IsRowMajor ? Eigen::RowMajor : Eigen::ColMajor;                  \
    using Scalar = typename Matrix::Scalar;                                                        \
    const long n = saved.rows;                                                                     \
    Scalar *d = copy_triangle<isUpper, order>(n, m_bar->data());                                   \
    if (saved.isFactorized)                                                                        \
      ldlt_adjoint(n, saved.data, d);                                                              \
    else                                                                                           \
      poison_triangle(n, d);                                                                       \
    for (long k = n - 1; k >= 0; --k)                                                              \
      if (saved.pivots[k] != k)                                                                    \
        exchange_symmetric(n, d, k, long(saved.pivots[k]));                                        \
    put_triangle<isUpper, order>(n, d, m_bar->data());                                             \
    for (long k = 0; k < temporary_bar->size(); ++k)                                               \
      temporary_bar->data()[k] = 0;                                                                \
    std::free(d);                                                                                  \
    std::free(saved.data);                                                                         \
    std::free(saved.pivots);                                                                       \
  }

COSTATE_EIGEN_LDLT(ldlt_lower, Eigen::Lower)
COSTATE_EIGEN_LDLT(ldlt_upper, Eigen::Upper)
#undef COSTATE_EIGEN_LDLT

} // namespace costate::eigen

#endif // COSTATE_EIGEN_LDLT_HPP
