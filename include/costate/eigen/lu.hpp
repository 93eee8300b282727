// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `Eigen::PartialPivLU` of dynamic matrices: P A = L U. `inverse()`, `determinant()` and
// `lu().solve()` stand on it.

#ifndef COSTATE_EIGEN_LU_HPP
#define COSTATE_EIGEN_LU_HPP

#include <Eigen/LU>
#include <costate/eigen/storage.hpp>

namespace costate::eigen {

/// d := P d, or P^T d where `isBackward`.
template <int Order, class Scalar>
inline void exchange_rows(long n, const int *pivots, Scalar *d, long stride, bool isBackward) {
  for (long step = 0; step < n; ++step) {
    const long k = isBackward ? n - 1 - step : step;
    const long other = pivots[k];
    if (other != k)
      for (long j = 0; j < n; ++j) {
        const Scalar upper = d[position<Order>(k, j, stride)];
        d[position<Order>(k, j, stride)] = d[position<Order>(other, j, stride)];
        d[position<Order>(other, j, stride)] = upper;
      }
  }
}

/// From the adjoints of L and U, column by column, to that of L U, in place. The steps of the
/// factorization that works on the columns to the right, last first.
template <class Scalar> inline void lu_adjoint(long n, const Scalar *lu, Scalar *d) {
  for (long k = n - 1; k >= 0; --k) {
    const Scalar *lk = lu + k * n;
    Scalar *dk = d + k * n;
    for (long j = k + 1; j < n; ++j) {
      // A(i, j) -= L(i, k) U(k, j) for i > k
      Scalar *dj = d + j * n;
      const Scalar ukj = lu[k + j * n];
      Scalar first = 0, second = 0, third = 0, fourth = 0;
      long i = k + 1;
      for (; i + 3 < n; i += 4) {
        first += dj[i] * lk[i];
        second += dj[i + 1] * lk[i + 1];
        third += dj[i + 2] * lk[i + 2];
        fourth += dj[i + 3] * lk[i + 3];
        dk[i] -= dj[i] * ukj;
        dk[i + 1] -= dj[i + 1] * ukj;
        dk[i + 2] -= dj[i + 2] * ukj;
        dk[i + 3] -= dj[i + 3] * ukj;
      }
      for (; i < n; ++i) {
        first += dj[i] * lk[i];
        dk[i] -= dj[i] * ukj;
      }
      dj[k] -= (first + second) + (third + fourth);
    }
    // L(i, k) = A(i, k) / U(k, k)
    Scalar sum = dk[k];
    for (long i = k + 1; i < n; ++i) {
      dk[i] /= lk[k];
      sum -= dk[i] * lk[i];
    }
    dk[k] = sum;
  }
}

/// From the tangent of L U, column by column, in place, to those of L and U.
template <class Scalar> inline void lu_tangent(long n, const Scalar *lu, Scalar *d) {
  for (long k = 0; k < n; ++k) {
    const Scalar *lk = lu + k * n;
    Scalar *dk = d + k * n;
    for (long i = k + 1; i < n; ++i)
      dk[i] = (dk[i] - lk[i] * dk[k]) / lk[k];
    for (long j = k + 1; j < n; ++j)
      for (long i = k + 1; i < n; ++i)
        d[i + j * n] -= dk[i] * lu[k + j * n] + lk[i] * d[k + j * n];
  }
}

/// Of matrices that are not square Eigen factorizes parts only, inside of a call.
inline void require_square(long rows, long columns) {
  if (rows == columns)
    return;
  std::fprintf(stderr,
               "costate: the derivative of Eigen::PartialPivLU is known for square matrices\n");
  std::abort();
}

template <class Scalar, int Order>
using Lu = Eigen::internal::partial_lu_impl<Scalar, Order, int, Eigen::Dynamic>;

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Lu<Scalar, Order>::blocked_lu), "jvp")
inline IfReal<Scalar, Eigen::Index> lu_jvp(Eigen::Index rows, Eigen::Index columns, Scalar *lu,
                                           Eigen::Index stride, int *pivots, int &exchanges,
                                           Eigen::Index block_size, Scalar *lu_dot) {
  const Eigen::Index zero =
      Lu<Scalar, Order>::blocked_lu(rows, columns, lu, stride, pivots, exchanges, block_size);
  require_square(rows, columns);
  if (lu_dot) {
    exchange_rows<Order>(rows, pivots, lu_dot, stride, false);
    Scalar *copy = copy_columns<Order>(rows, rows, lu, stride);
    Scalar *d = copy_columns<Order>(rows, rows, lu_dot, stride);
    lu_tangent(rows, copy, d);
    put_columns<Order>(rows, rows, d, lu_dot, stride);
    std::free(copy);
    std::free(d);
  }
  return zero;
}

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Lu<Scalar, Order>::blocked_lu), "augmented")
inline IfReal<Scalar, std::pair<Eigen::Index, SavedMatrix<Scalar>>> lu_augmented(
    Eigen::Index rows, Eigen::Index columns, Scalar *lu, Eigen::Index stride, int *pivots,
    int &exchanges, Eigen::Index block_size) {
  const Eigen::Index zero =
      Lu<Scalar, Order>::blocked_lu(rows, columns, lu, stride, pivots, exchanges, block_size);
  require_square(rows, columns);
  return {zero, SavedMatrix<Scalar>{rows, columns, copy_columns<Order>(rows, columns, lu, stride),
                                    copy_pivots(rows, pivots), true}};
}

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Lu<Scalar, Order>::blocked_lu), "vjp")
inline IfReal<Scalar, void> lu_vjp(Eigen::Index, Eigen::Index, Scalar *, Eigen::Index stride, int *,
                                   int &, Eigen::Index, const SavedMatrix<Scalar> &saved,
                                   Scalar *lu_bar) {
  const long n = saved.rows;
  if (lu_bar) {
    Scalar *d = copy_columns<Order>(n, n, lu_bar, stride);
    lu_adjoint(n, saved.data, d);
    put_columns<Order>(n, n, d, lu_bar, stride);
    exchange_rows<Order>(n, saved.pivots, lu_bar, stride, true);
    std::free(d);
  }
  std::free(saved.data);
  std::free(saved.pivots);
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_LU_HPP
