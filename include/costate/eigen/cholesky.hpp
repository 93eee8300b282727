// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `Eigen::LLT` of dynamic matrices: A = L L^T, in either triangle and either order of storage.

#ifndef COSTATE_EIGEN_CHOLESKY_HPP
#define COSTATE_EIGEN_CHOLESKY_HPP

#include <Eigen/Cholesky>
#include <costate/eigen/storage.hpp>

namespace costate::eigen {

/// From the adjoint of L, in place, to that of the lower triangle of A = L L^T. The steps of the
/// factorization that works on the columns to the right, last first.
template <class Scalar> inline void cholesky_adjoint(long n, const Scalar *l, Scalar *d) {
  for (long j = n - 1; j >= 0; --j) {
    const Scalar *lj = l + j * n;
    Scalar *dj = d + j * n;
    for (long k = j + 1; k < n; ++k) {
      // A(i, k) -= L(i, j) L(k, j) for i >= k
      Scalar *dk = d + k * n;
      const Scalar lkj = lj[k];
      Scalar first = dk[k] * lkj, second = 0, third = 0, fourth = 0;
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
    const Scalar inverse = Scalar(1) / lj[j];
    Scalar sum = dj[j];
    for (long i = j + 1; i < n; ++i) {
      dj[i] *= inverse;
      sum -= dj[i] * lj[i];
    }
    dj[j] = Scalar(0.5) * sum * inverse;
  }
}

/// From the tangent of the lower triangle of A, in place, to that of L.
template <class Scalar> inline void cholesky_tangent(long n, const Scalar *l, Scalar *d) {
  for (long j = 0; j < n; ++j) {
    const Scalar *lj = l + j * n;
    Scalar *dj = d + j * n;
    const Scalar inverse = Scalar(1) / lj[j];
    dj[j] *= Scalar(0.5) * inverse;
    for (long i = j + 1; i < n; ++i)
      dj[i] = (dj[i] - lj[i] * dj[j]) * inverse;
    for (long k = j + 1; k < n; ++k)
      for (long i = k; i < n; ++i)
        d[i + k * n] -= dj[i] * lj[k] + lj[i] * dj[k];
  }
}

/// Behind `Eigen::LLT`: false where the matrix is not positive definite.
template <class Scalar, int Order, int Triangle>
using Cholesky = Eigen::internal::LLT_Traits<DynamicMatrix<Scalar, Order>, Triangle>;

template <class Scalar, int Order, int Triangle>
COSTATE_DERIVATIVE_OF((Cholesky<Scalar, Order, Triangle>::inplace_decomposition), "jvp")
inline IfReal<Scalar, bool> cholesky_jvp(DynamicMatrix<Scalar, Order> &m,
                                         DynamicMatrix<Scalar, Order> &m_dot) {
  constexpr bool isUpper = Triangle == Eigen::Upper;
  const bool succeeds = Cholesky<Scalar, Order, Triangle>::inplace_decomposition(m);
  const long n = m.rows();
  Scalar *l = copy_triangle<isUpper, Order>(n, m.data());
  Scalar *d = copy_triangle<isUpper, Order>(n, m_dot.data());
  if (succeeds)
    cholesky_tangent(n, l, d);
  else
    poison_triangle(n, d);
  put_triangle<isUpper, Order>(n, d, m_dot.data());
  std::free(l);
  std::free(d);
  return succeeds;
}

template <class Scalar, int Order, int Triangle>
COSTATE_DERIVATIVE_OF((Cholesky<Scalar, Order, Triangle>::inplace_decomposition), "augmented")
inline IfReal<Scalar, std::pair<bool, SavedMatrix<Scalar>>> cholesky_augmented(
    DynamicMatrix<Scalar, Order> &m) {
  const bool succeeds = Cholesky<Scalar, Order, Triangle>::inplace_decomposition(m);
  const long n = m.rows();
  return {succeeds,
          SavedMatrix<Scalar>{n, n, copy_triangle<Triangle == Eigen::Upper, Order>(n, m.data()),
                              nullptr, succeeds}};
}

template <class Scalar, int Order, int Triangle>
COSTATE_DERIVATIVE_OF((Cholesky<Scalar, Order, Triangle>::inplace_decomposition), "vjp")
inline IfReal<Scalar, void> cholesky_vjp(DynamicMatrix<Scalar, Order> &,
                                         const SavedMatrix<Scalar> &saved,
                                         DynamicMatrix<Scalar, Order> *m_bar) {
  constexpr bool isUpper = Triangle == Eigen::Upper;
  Scalar *d = copy_triangle<isUpper, Order>(saved.rows, m_bar->data());
  if (saved.isFactorized)
    cholesky_adjoint(saved.rows, saved.data, d);
  else
    poison_triangle(saved.rows, d);
  put_triangle<isUpper, Order>(saved.rows, d, m_bar->data());
  std::free(d);
  std::free(saved.data);
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_CHOLESKY_HPP
