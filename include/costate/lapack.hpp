// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derivatives of LAPACK's linear solvers and factorizations, and of two functions of BLAS. Include
// this instead of declaring the functions; docs/CallRules.md derives the rules.
//
// The bodies of the rules are loops over what LAPACK left in memory: nothing is factorized twice,
// no workspace is allocated.

#ifndef COSTATE_LAPACK_HPP
#define COSTATE_LAPACK_HPP

#include <costate/costate.hpp>

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <utility>

#ifndef COSTATE_LAPACK_INT
#define COSTATE_LAPACK_INT int
#endif

extern "C" {
void dgetrf_(const COSTATE_LAPACK_INT *m, const COSTATE_LAPACK_INT *n, double *a,
             const COSTATE_LAPACK_INT *lda, COSTATE_LAPACK_INT *ipiv, COSTATE_LAPACK_INT *info);
void dgetrs_(const char *trans, const COSTATE_LAPACK_INT *n, const COSTATE_LAPACK_INT *nrhs,
             const double *a, const COSTATE_LAPACK_INT *lda, const COSTATE_LAPACK_INT *ipiv,
             double *b, const COSTATE_LAPACK_INT *ldb, COSTATE_LAPACK_INT *info);
void dgesv_(const COSTATE_LAPACK_INT *n, const COSTATE_LAPACK_INT *nrhs, double *a,
            const COSTATE_LAPACK_INT *lda, COSTATE_LAPACK_INT *ipiv, double *b,
            const COSTATE_LAPACK_INT *ldb, COSTATE_LAPACK_INT *info);
void dpotrf_(const char *uplo, const COSTATE_LAPACK_INT *n, double *a,
             const COSTATE_LAPACK_INT *lda, COSTATE_LAPACK_INT *info);
void dpotrs_(const char *uplo, const COSTATE_LAPACK_INT *n, const COSTATE_LAPACK_INT *nrhs,
             const double *a, const COSTATE_LAPACK_INT *lda, double *b,
             const COSTATE_LAPACK_INT *ldb, COSTATE_LAPACK_INT *info);
void dposv_(const char *uplo, const COSTATE_LAPACK_INT *n, const COSTATE_LAPACK_INT *nrhs,
            double *a, const COSTATE_LAPACK_INT *lda, double *b, const COSTATE_LAPACK_INT *ldb,
            COSTATE_LAPACK_INT *info);
double cblas_ddot(COSTATE_LAPACK_INT n, const double *x, COSTATE_LAPACK_INT incx, const double *y,
                  COSTATE_LAPACK_INT incy);
void cblas_daxpy(COSTATE_LAPACK_INT n, double alpha, const double *x, COSTATE_LAPACK_INT incx,
                 double *y, COSTATE_LAPACK_INT incy);
}

namespace costate::lapack {

using Integer = COSTATE_LAPACK_INT;

/// Column-major storage, as LAPACK has it.
inline long at(long i, long j, Integer ld) { return i + j * ld; }

inline void require(bool condition, const char *function) {
  if (condition)
    return;
  std::fprintf(stderr, "costate: the derivative of %s for these arguments is not known\n",
               function);
  std::abort();
}

/// What a failed factorization leaves has no derivative: whoever uses it gets NaN.
inline void poison(long rows, long columns, double *bar, Integer ld) {
  for (long j = 0; j < columns; ++j)
    for (long i = 0; i < rows; ++i)
      if (bar[at(i, j, ld)] != 0.0)
        bar[at(i, j, ld)] = std::numeric_limits<double>::quiet_NaN();
}

/// What the reverse sweep needs of one call: the matrix and the right-hand sides as the call left
/// them, without gaps between the columns.
struct Saved {
  bool flag;
  Integer n, columns, ld_matrix, ld_sides, info;
  double *matrix, *sides;
  Integer *pivots;
};

inline double *save_matrix(Integer rows, Integer columns, const double *from, Integer ld) {
  double *copy = static_cast<double *>(std::malloc(sizeof(double) * (long(rows) * columns + 1)));
  for (long j = 0; j < columns; ++j)
    for (long i = 0; i < rows; ++i)
      copy[at(i, j, rows)] = from[at(i, j, ld)];
  return copy;
}

inline Integer *save_pivots(Integer n, const Integer *from) {
  Integer *copy = static_cast<Integer *>(std::malloc(sizeof(Integer) * (long(n) + 1)));
  for (long i = 0; i < n; ++i)
    copy[i] = from[i];
  return copy;
}

//===------------------------------- LU ----------------------------------===//

/// b := P b, or P^T b where `backward`.
inline void permute(Integer n, Integer columns, const Integer *ipiv, double *b, Integer ldb,
                    bool backward) {
  for (long step = 0; step < n; ++step) {
    long i = backward ? n - 1 - step : step;
    long other = ipiv[i] - 1;
    if (other != i)
      for (long j = 0; j < columns; ++j) {
        double upper = b[at(i, j, ldb)];
        b[at(i, j, ldb)] = b[at(other, j, ldb)];
        b[at(other, j, ldb)] = upper;
      }
  }
}

/// b := L^-1 b.
inline void solve_lower(Integer n, Integer columns, const double *lu, Integer ld, double *b,
                        Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long k = 0; k < n; ++k)
      for (long i = k + 1; i < n; ++i)
        b[at(i, c, ldb)] -= lu[at(i, k, ld)] * b[at(k, c, ldb)];
}

/// b := U^-1 b.
inline void solve_upper(Integer n, Integer columns, const double *lu, Integer ld, double *b,
                        Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long k = n - 1; k >= 0; --k) {
      b[at(k, c, ldb)] /= lu[at(k, k, ld)];
      for (long i = 0; i < k; ++i)
        b[at(i, c, ldb)] -= lu[at(i, k, ld)] * b[at(k, c, ldb)];
    }
}

/// b := L^-T b.
inline void solve_lower_transposed(Integer n, Integer columns, const double *lu, Integer ld,
                                   double *b, Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long k = n - 1; k >= 0; --k)
      for (long i = k + 1; i < n; ++i)
        b[at(k, c, ldb)] -= lu[at(i, k, ld)] * b[at(i, c, ldb)];
}

/// b := U^-T b.
inline void solve_upper_transposed(Integer n, Integer columns, const double *lu, Integer ld,
                                   double *b, Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long k = 0; k < n; ++k) {
      for (long i = 0; i < k; ++i)
        b[at(k, c, ldb)] -= lu[at(i, k, ld)] * b[at(i, c, ldb)];
      b[at(k, c, ldb)] /= lu[at(k, k, ld)];
    }
}

/// b := A^-1 b, or A^-T b, by P A = L U.
inline void solve(bool transposed, Integer n, Integer columns, const double *lu, Integer ld,
                  const Integer *ipiv, double *b, Integer ldb) {
  if (transposed) {
    solve_upper_transposed(n, columns, lu, ld, b, ldb);
    solve_lower_transposed(n, columns, lu, ld, b, ldb);
    permute(n, columns, ipiv, b, ldb, true);
  } else {
    permute(n, columns, ipiv, b, ldb, false);
    solve_lower(n, columns, lu, ld, b, ldb);
    solve_upper(n, columns, lu, ld, b, ldb);
  }
}

/// From the tangent of A to those of L and U, in place.
inline void factor_tangent(Integer n, const double *lu, Integer ld, const Integer *ipiv, double *d,
                           Integer ldd) {
  // F = L^-1 P dA U^-1
  permute(n, n, ipiv, d, ldd, false);
  solve_lower(n, n, lu, ld, d, ldd);
  for (long k = 0; k < n; ++k)
    for (long i = 0; i < n; ++i) {
      for (long j = 0; j < k; ++j)
        d[at(i, k, ldd)] -= d[at(i, j, ldd)] * lu[at(j, k, ld)];
      d[at(i, k, ldd)] /= lu[at(k, k, ld)];
    }
  // dU = triu(F) U and dL = L stril(F)
  for (long i = 0; i < n; ++i)
    for (long j = n - 1; j >= i; --j) {
      double sum = 0.0;
      for (long k = i; k <= j; ++k)
        sum += d[at(i, k, ldd)] * lu[at(k, j, ld)];
      d[at(i, j, ldd)] = sum;
    }
  for (long j = 0; j < n; ++j)
    for (long i = n - 1; i > j; --i)
      for (long k = j + 1; k < i; ++k)
        d[at(i, j, ldd)] += lu[at(i, k, ld)] * d[at(k, j, ldd)];
}

/// From the adjoints of L and U to that of A, in place.
inline void factor_adjoint(Integer n, const double *lu, Integer ld, const Integer *ipiv, double *d,
                           Integer ldd) {
  bool is_used = false;
  for (long j = 0; j < n; ++j)
    for (long i = 0; i < n; ++i)
      is_used = is_used || d[at(i, j, ldd)] != 0.0;
  if (!is_used)
    return;
  // M = stril(L^T dL) + triu(dU U^T)
  for (long j = 0; j < n; ++j)
    for (long i = j + 1; i < n; ++i)
      for (long k = i + 1; k < n; ++k)
        d[at(i, j, ldd)] += lu[at(k, i, ld)] * d[at(k, j, ldd)];
  for (long i = 0; i < n; ++i)
    for (long j = i; j < n; ++j) {
      double sum = 0.0;
      for (long k = j; k < n; ++k)
        sum += d[at(i, k, ldd)] * lu[at(j, k, ld)];
      d[at(i, j, ldd)] = sum;
    }
  // P^T L^-T M U^-T
  solve_lower_transposed(n, n, lu, ld, d, ldd);
  for (long k = n - 1; k >= 0; --k)
    for (long i = 0; i < n; ++i) {
      for (long j = k + 1; j < n; ++j)
        d[at(i, k, ldd)] -= d[at(i, j, ldd)] * lu[at(k, j, ld)];
      d[at(i, k, ldd)] /= lu[at(k, k, ld)];
    }
  permute(n, n, ipiv, d, ldd, true);
}

//===----------------------------- Cholesky ------------------------------===//

/// Where the element (i, j), i >= j, of L is: the upper triangle holds L^T.
inline long at_lower(bool upper, long i, long j, Integer ld) {
  return upper ? at(j, i, ld) : at(i, j, ld);
}

inline bool is_upper(const char *uplo) { return *uplo == 'U' || *uplo == 'u'; }

/// b := (L L^T)^-1 b.
inline void cholesky_solve(bool upper, Integer n, Integer columns, const double *l, Integer ld,
                           double *b, Integer ldb) {
  for (long c = 0; c < columns; ++c) {
    for (long k = 0; k < n; ++k) {
      b[at(k, c, ldb)] /= l[at_lower(upper, k, k, ld)];
      for (long i = k + 1; i < n; ++i)
        b[at(i, c, ldb)] -= l[at_lower(upper, i, k, ld)] * b[at(k, c, ldb)];
    }
    for (long k = n - 1; k >= 0; --k) {
      for (long i = k + 1; i < n; ++i)
        b[at(k, c, ldb)] -= l[at_lower(upper, i, k, ld)] * b[at(i, c, ldb)];
      b[at(k, c, ldb)] /= l[at_lower(upper, k, k, ld)];
    }
  }
}

/// From the tangent of A's triangle to that of L, in place, column by column.
inline void cholesky_tangent(bool upper, Integer n, const double *l, Integer ld, double *d,
                             Integer ldd) {
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i) {
      double rest = d[at_lower(upper, i, j, ldd)];
      for (long k = 0; k < j; ++k)
        rest -= d[at_lower(upper, i, k, ldd)] * l[at_lower(upper, j, k, ld)] +
                l[at_lower(upper, i, k, ld)] * d[at_lower(upper, j, k, ldd)];
      if (i == j)
        rest *= 0.5;
      else
        rest -= l[at_lower(upper, i, j, ld)] * d[at_lower(upper, j, j, ldd)];
      d[at_lower(upper, i, j, ldd)] = rest / l[at_lower(upper, j, j, ld)];
    }
}

/// The transpose of that.
inline void cholesky_adjoint(bool upper, Integer n, const double *l, Integer ld, double *d,
                             Integer ldd) {
  for (long j = n - 1; j >= 0; --j)
    for (long i = n - 1; i >= j; --i) {
      double rest = d[at_lower(upper, i, j, ldd)] / l[at_lower(upper, j, j, ld)];
      if (i == j)
        rest *= 0.5;
      else
        d[at_lower(upper, j, j, ldd)] -= rest * l[at_lower(upper, i, j, ld)];
      for (long k = 0; k < j; ++k) {
        d[at_lower(upper, i, k, ldd)] -= rest * l[at_lower(upper, j, k, ld)];
        d[at_lower(upper, j, k, ldd)] -= rest * l[at_lower(upper, i, k, ld)];
      }
      d[at_lower(upper, i, j, ldd)] = rest;
    }
}

//===------------------------------ products -----------------------------===//

/// b -= A x, or A^T x.
inline void subtract_product(bool transposed, Integer n, Integer columns, const double *a,
                             Integer ld, const double *x, Integer ldx, double *b, Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long j = 0; j < n; ++j)
      for (long i = 0; i < n; ++i)
        if (transposed)
          b[at(j, c, ldb)] -= a[at(i, j, ld)] * x[at(i, c, ldx)];
        else
          b[at(i, c, ldb)] -= a[at(i, j, ld)] * x[at(j, c, ldx)];
}

/// b -= A x for a symmetric matrix that is held by one triangle.
inline void subtract_symmetric(bool upper, Integer n, Integer columns, const double *a, Integer ld,
                               const double *x, Integer ldx, double *b, Integer ldb) {
  for (long c = 0; c < columns; ++c)
    for (long j = 0; j < n; ++j)
      for (long i = j; i < n; ++i) {
        double element = a[at_lower(upper, i, j, ld)];
        b[at(i, c, ldb)] -= element * x[at(j, c, ldx)];
        if (i != j)
          b[at(j, c, ldb)] -= element * x[at(i, c, ldx)];
      }
}

/// A -= w x^T.
inline void subtract_outer(Integer n, Integer columns, const double *w, Integer ldw,
                           const double *x, Integer ldx, double *a, Integer ld) {
  for (long c = 0; c < columns; ++c)
    for (long j = 0; j < n; ++j)
      for (long i = 0; i < n; ++i)
        a[at(i, j, ld)] -= w[at(i, c, ldw)] * x[at(j, c, ldx)];
}

/// The elements of w x^T where i > j, and those of its transpose, go to one triangle.
inline void subtract_symmetric_outer(bool upper, Integer n, Integer columns, const double *w,
                                     Integer ldw, const double *x, Integer ldx, double *a,
                                     Integer ld) {
  for (long c = 0; c < columns; ++c)
    for (long j = 0; j < n; ++j) {
      a[at(j, j, ld)] -= w[at(j, c, ldw)] * x[at(j, c, ldx)];
      for (long i = j + 1; i < n; ++i)
        a[at_lower(upper, i, j, ld)] -=
            w[at(i, c, ldw)] * x[at(j, c, ldx)] + w[at(j, c, ldw)] * x[at(i, c, ldx)];
    }
}

//===--------------------------- rules: dgetrf ---------------------------===//

COSTATE_DERIVATIVE_OF(dgetrf_, "jvp")
inline void dgetrf_jvp(const Integer *m, const Integer *n, double *a, const Integer *lda,
                       Integer *ipiv, Integer *info, double *a_dot) {
  dgetrf_(m, n, a, lda, ipiv, info);
  require(*m == *n, "dgetrf of a matrix that is not square");
  if (a_dot && *info >= 0)
    factor_tangent(*n, a, *lda, ipiv, a_dot, *lda);
}

COSTATE_DERIVATIVE_OF(dgetrf_, "augmented")
inline Saved dgetrf_augmented(const Integer *m, const Integer *n, double *a, const Integer *lda,
                              Integer *ipiv, Integer *info) {
  dgetrf_(m, n, a, lda, ipiv, info);
  require(*m == *n, "dgetrf of a matrix that is not square");
  return {
      false, *n, 0, *lda, 0, *info, save_matrix(*n, *n, a, *lda), nullptr, save_pivots(*n, ipiv)};
}

COSTATE_DERIVATIVE_OF(dgetrf_, "vjp")
inline void dgetrf_vjp(const Integer *, const Integer *, double *, const Integer *, Integer *,
                       Integer *, const Saved &state, double *a_bar) {
  if (a_bar && state.info >= 0)
    factor_adjoint(state.n, state.matrix, state.n, state.pivots, a_bar, state.ld_matrix);
  std::free(state.matrix);
  std::free(state.pivots);
}

//===--------------------------- rules: dgetrs ---------------------------===//

inline bool is_transposed(const char *trans) { return *trans != 'N' && *trans != 'n'; }

/// Element `r` of P x.
inline double permuted(long r, Integer n, const Integer *ipiv, const double *x) {
  for (long i = n - 1; i >= 0; --i) {
    long other = ipiv[i] - 1;
    r = r == i ? other : r == other ? i : r;
  }
  return x[r];
}

/// Element `i` of L^T P x.
inline double lower_product(long i, Integer n, const double *lu, Integer ld, const Integer *ipiv,
                            const double *x) {
  double sum = permuted(i, n, ipiv, x);
  for (long k = i + 1; k < n; ++k)
    sum += lu[at(k, i, ld)] * permuted(k, n, ipiv, x);
  return sum;
}

/// Element `i` of U x.
inline double upper_product(long i, Integer n, const double *lu, Integer ld, const double *x) {
  double sum = 0.0;
  for (long k = i; k < n; ++k)
    sum += lu[at(i, k, ld)] * x[k];
  return sum;
}

COSTATE_DERIVATIVE_OF(dgetrs_, "jvp")
inline void dgetrs_jvp(const char *trans, const Integer *n, const Integer *nrhs, const double *a,
                       const Integer *lda, const Integer *ipiv, double *b, const Integer *ldb,
                       Integer *info, const double *a_dot, double *b_dot) {
  dgetrs_(trans, n, nrhs, a, lda, ipiv, b, ldb, info);
  if (!b_dot)
    return;
  long size = *n;
  for (long c = 0; c < *nrhs; ++c) {
    const double *x = b + c * *ldb;
    double *d = b_dot + c * *ldb;
    if (is_transposed(trans)) {
      // U^T y = b, L^T w = y, x = P^T w
      for (long i = 0; a_dot && i < size; ++i) {
        double y = lower_product(i, *n, a, *lda, ipiv, x);
        for (long j = i; j < size; ++j)
          d[j] -= a_dot[at(i, j, *lda)] * y;
      }
      solve_upper_transposed(*n, 1, a, *lda, d, *ldb);
      for (long i = 0; a_dot && i < size; ++i) {
        double w = permuted(i, *n, ipiv, x);
        for (long j = 0; j < i; ++j)
          d[j] -= a_dot[at(i, j, *lda)] * w;
      }
      solve_lower_transposed(*n, 1, a, *lda, d, *ldb);
      permute(*n, 1, ipiv, d, *ldb, true);
    } else {
      // L z = P b, U x = z
      permute(*n, 1, ipiv, d, *ldb, false);
      for (long j = 0; a_dot && j < size; ++j) {
        double z = upper_product(j, *n, a, *lda, x);
        for (long i = j + 1; i < size; ++i)
          d[i] -= a_dot[at(i, j, *lda)] * z;
      }
      solve_lower(*n, 1, a, *lda, d, *ldb);
      for (long j = 0; a_dot && j < size; ++j)
        for (long i = 0; i <= j; ++i)
          d[i] -= a_dot[at(i, j, *lda)] * x[j];
      solve_upper(*n, 1, a, *lda, d, *ldb);
    }
  }
}

COSTATE_DERIVATIVE_OF(dgetrs_, "augmented")
inline Saved dgetrs_augmented(const char *trans, const Integer *n, const Integer *nrhs,
                              const double *a, const Integer *lda, const Integer *ipiv, double *b,
                              const Integer *ldb, Integer *info) {
  dgetrs_(trans, n, nrhs, a, lda, ipiv, b, ldb, info);
  return {is_transposed(trans),
          *n,
          *nrhs,
          *lda,
          *ldb,
          *info,
          save_matrix(*n, *n, a, *lda),
          save_matrix(*n, *nrhs, b, *ldb),
          save_pivots(*n, ipiv)};
}

COSTATE_DERIVATIVE_OF(dgetrs_, "vjp")
inline void dgetrs_vjp(const char *, const Integer *, const Integer *, const double *,
                       const Integer *, const Integer *, double *, const Integer *, Integer *,
                       const Saved &state, double *a_bar, double *b_bar) {
  Integer n = state.n, lda = state.ld_matrix;
  long size = n;
  const double *a = state.matrix;
  const Integer *ipiv = state.pivots;
  for (long c = 0; b_bar && c < state.columns; ++c) {
    const double *x = state.sides + c * size;
    double *d = b_bar + c * state.ld_sides;
    if (state.flag) {
      permute(n, 1, ipiv, d, n, false);
      solve_lower(n, 1, a, n, d, n);
      for (long i = 0; a_bar && i < size; ++i) {
        double w = permuted(i, n, ipiv, x);
        for (long j = 0; j < i; ++j)
          a_bar[at(i, j, lda)] -= w * d[j];
      }
      solve_upper(n, 1, a, n, d, n);
      for (long i = 0; a_bar && i < size; ++i) {
        double y = lower_product(i, n, a, n, ipiv, x);
        for (long j = i; j < size; ++j)
          a_bar[at(i, j, lda)] -= y * d[j];
      }
    } else {
      solve_upper_transposed(n, 1, a, n, d, n);
      for (long j = 0; a_bar && j < size; ++j)
        for (long i = 0; i <= j; ++i)
          a_bar[at(i, j, lda)] -= d[i] * x[j];
      solve_lower_transposed(n, 1, a, n, d, n);
      for (long j = 0; a_bar && j < size; ++j) {
        double z = upper_product(j, n, a, n, x);
        for (long i = j + 1; i < size; ++i)
          a_bar[at(i, j, lda)] -= d[i] * z;
      }
      permute(n, 1, ipiv, d, n, true);
    }
  }
  std::free(state.matrix);
  std::free(state.sides);
  std::free(state.pivots);
}

//===---------------------------- rules: dgesv ---------------------------===//

COSTATE_DERIVATIVE_OF(dgesv_, "jvp")
inline void dgesv_jvp(const Integer *n, const Integer *nrhs, double *a, const Integer *lda,
                      Integer *ipiv, double *b, const Integer *ldb, Integer *info, double *a_dot,
                      double *b_dot) {
  dgesv_(n, nrhs, a, lda, ipiv, b, ldb, info);
  if (*info == 0 && b_dot) {
    if (a_dot)
      subtract_product(false, *n, *nrhs, a_dot, *lda, b, *ldb, b_dot, *ldb);
    solve(false, *n, *nrhs, a, *lda, ipiv, b_dot, *ldb);
  }
  if (*info >= 0 && a_dot)
    factor_tangent(*n, a, *lda, ipiv, a_dot, *lda);
}

COSTATE_DERIVATIVE_OF(dgesv_, "augmented")
inline Saved dgesv_augmented(const Integer *n, const Integer *nrhs, double *a, const Integer *lda,
                             Integer *ipiv, double *b, const Integer *ldb, Integer *info) {
  dgesv_(n, nrhs, a, lda, ipiv, b, ldb, info);
  return {false,
          *n,
          *nrhs,
          *lda,
          *ldb,
          *info,
          save_matrix(*n, *n, a, *lda),
          save_matrix(*n, *nrhs, b, *ldb),
          save_pivots(*n, ipiv)};
}

COSTATE_DERIVATIVE_OF(dgesv_, "vjp")
inline void dgesv_vjp(const Integer *, const Integer *, double *, const Integer *, Integer *,
                      double *, const Integer *, Integer *, const Saved &state, double *a_bar,
                      double *b_bar) {
  Integer n = state.n;
  if (state.info >= 0 && a_bar)
    factor_adjoint(n, state.matrix, n, state.pivots, a_bar, state.ld_matrix);
  if (state.info == 0 && b_bar) {
    solve(true, n, state.columns, state.matrix, n, state.pivots, b_bar, state.ld_sides);
    if (a_bar)
      subtract_outer(n, state.columns, b_bar, state.ld_sides, state.sides, n, a_bar,
                     state.ld_matrix);
  }
  std::free(state.matrix);
  std::free(state.sides);
  std::free(state.pivots);
}

//===--------------------------- rules: dpotrf ---------------------------===//

COSTATE_DERIVATIVE_OF(dpotrf_, "jvp")
inline void dpotrf_jvp(const char *uplo, const Integer *n, double *a, const Integer *lda,
                       Integer *info, double *a_dot) {
  dpotrf_(uplo, n, a, lda, info);
  if (*info == 0 && a_dot)
    cholesky_tangent(is_upper(uplo), *n, a, *lda, a_dot, *lda);
  else if (*info > 0 && a_dot)
    poison(*n, *n, a_dot, *lda);
}

COSTATE_DERIVATIVE_OF(dpotrf_, "augmented")
inline Saved dpotrf_augmented(const char *uplo, const Integer *n, double *a, const Integer *lda,
                              Integer *info) {
  dpotrf_(uplo, n, a, lda, info);
  return {is_upper(uplo), *n, 0, *lda, 0, *info, save_matrix(*n, *n, a, *lda), nullptr, nullptr};
}

COSTATE_DERIVATIVE_OF(dpotrf_, "vjp")
inline void dpotrf_vjp(const char *, const Integer *, double *, const Integer *, Integer *,
                       const Saved &state, double *a_bar) {
  Integer n = state.n;
  if (state.info == 0 && a_bar)
    cholesky_adjoint(state.flag, n, state.matrix, n, a_bar, state.ld_matrix);
  else if (state.info > 0 && a_bar)
    poison(n, n, a_bar, state.ld_matrix);
  std::free(state.matrix);
}

//===--------------------------- rules: dpotrs ---------------------------===//

COSTATE_DERIVATIVE_OF(dpotrs_, "jvp")
inline void dpotrs_jvp(const char *uplo, const Integer *n, const Integer *nrhs, const double *a,
                       const Integer *lda, double *b, const Integer *ldb, Integer *info,
                       const double *a_dot, double *b_dot) {
  dpotrs_(uplo, n, nrhs, a, lda, b, ldb, info);
  if (!b_dot)
    return;
  bool upper = is_upper(uplo);
  // b -= (L_dot L^T + L L_dot^T) x, by columns k of L
  for (long c = 0; a_dot && c < *nrhs; ++c)
    for (long k = 0; k < *n; ++k) {
      double product = 0.0, product_dot = 0.0;
      for (long i = k; i < *n; ++i) {
        product += a[at_lower(upper, i, k, *lda)] * b[at(i, c, *ldb)];
        product_dot += a_dot[at_lower(upper, i, k, *lda)] * b[at(i, c, *ldb)];
      }
      for (long i = k; i < *n; ++i)
        b_dot[at(i, c, *ldb)] -= a_dot[at_lower(upper, i, k, *lda)] * product +
                                 a[at_lower(upper, i, k, *lda)] * product_dot;
    }
  cholesky_solve(upper, *n, *nrhs, a, *lda, b_dot, *ldb);
}

COSTATE_DERIVATIVE_OF(dpotrs_, "augmented")
inline Saved dpotrs_augmented(const char *uplo, const Integer *n, const Integer *nrhs,
                              const double *a, const Integer *lda, double *b, const Integer *ldb,
                              Integer *info) {
  dpotrs_(uplo, n, nrhs, a, lda, b, ldb, info);
  return {is_upper(uplo),
          *n,
          *nrhs,
          *lda,
          *ldb,
          *info,
          save_matrix(*n, *n, a, *lda),
          save_matrix(*n, *nrhs, b, *ldb),
          nullptr};
}

COSTATE_DERIVATIVE_OF(dpotrs_, "vjp")
inline void dpotrs_vjp(const char *, const Integer *, const Integer *, const double *,
                       const Integer *, double *, const Integer *, Integer *, const Saved &state,
                       double *a_bar, double *b_bar) {
  Integer n = state.n, lda = state.ld_matrix, ldb = state.ld_sides;
  bool upper = state.flag;
  if (b_bar)
    cholesky_solve(upper, n, state.columns, state.matrix, n, b_bar, ldb);
  // L_bar -= (w x^T + x w^T) L
  for (long c = 0; b_bar && a_bar && c < state.columns; ++c)
    for (long k = 0; k < n; ++k) {
      double from_x = 0.0, from_w = 0.0;
      for (long i = k; i < n; ++i) {
        from_x += state.matrix[at_lower(upper, i, k, n)] * state.sides[at(i, c, n)];
        from_w += state.matrix[at_lower(upper, i, k, n)] * b_bar[at(i, c, ldb)];
      }
      for (long i = k; i < n; ++i)
        a_bar[at_lower(upper, i, k, lda)] -=
            b_bar[at(i, c, ldb)] * from_x + state.sides[at(i, c, n)] * from_w;
    }
  std::free(state.matrix);
  std::free(state.sides);
}

//===---------------------------- rules: dposv ---------------------------===//

COSTATE_DERIVATIVE_OF(dposv_, "jvp")
inline void dposv_jvp(const char *uplo, const Integer *n, const Integer *nrhs, double *a,
                      const Integer *lda, double *b, const Integer *ldb, Integer *info,
                      double *a_dot, double *b_dot) {
  dposv_(uplo, n, nrhs, a, lda, b, ldb, info);
  bool upper = is_upper(uplo);
  if (*info == 0 && b_dot) {
    if (a_dot)
      subtract_symmetric(upper, *n, *nrhs, a_dot, *lda, b, *ldb, b_dot, *ldb);
    cholesky_solve(upper, *n, *nrhs, a, *lda, b_dot, *ldb);
  }
  if (*info == 0 && a_dot)
    cholesky_tangent(upper, *n, a, *lda, a_dot, *lda);
  else if (*info > 0 && a_dot)
    poison(*n, *n, a_dot, *lda);
}

COSTATE_DERIVATIVE_OF(dposv_, "augmented")
inline Saved dposv_augmented(const char *uplo, const Integer *n, const Integer *nrhs, double *a,
                             const Integer *lda, double *b, const Integer *ldb, Integer *info) {
  dposv_(uplo, n, nrhs, a, lda, b, ldb, info);
  return {is_upper(uplo),
          *n,
          *nrhs,
          *lda,
          *ldb,
          *info,
          save_matrix(*n, *n, a, *lda),
          save_matrix(*n, *nrhs, b, *ldb),
          nullptr};
}

COSTATE_DERIVATIVE_OF(dposv_, "vjp")
inline void dposv_vjp(const char *, const Integer *, const Integer *, double *, const Integer *,
                      double *, const Integer *, Integer *, const Saved &state, double *a_bar,
                      double *b_bar) {
  Integer n = state.n;
  if (state.info == 0 && a_bar)
    cholesky_adjoint(state.flag, n, state.matrix, n, a_bar, state.ld_matrix);
  else if (state.info > 0 && a_bar)
    poison(n, n, a_bar, state.ld_matrix);
  if (state.info == 0 && b_bar) {
    cholesky_solve(state.flag, n, state.columns, state.matrix, n, b_bar, state.ld_sides);
    if (a_bar)
      subtract_symmetric_outer(state.flag, n, state.columns, b_bar, state.ld_sides, state.sides, n,
                               a_bar, state.ld_matrix);
  }
  std::free(state.matrix);
  std::free(state.sides);
}

//===-------------------------------- BLAS -------------------------------===//

/// Where a vector with a stride starts.
inline long first(Integer n, Integer stride) { return stride < 0 ? (1 - long(n)) * stride : 0; }

COSTATE_DERIVATIVE_OF(cblas_ddot, "jvp")
inline std::pair<double, double> cblas_ddot_jvp(Integer n, const double *x, Integer incx,
                                                const double *y, Integer incy, const double *x_dot,
                                                const double *y_dot) {
  double dot = 0.0;
  for (long i = 0; i < n; ++i) {
    long ix = first(n, incx) + i * incx, iy = first(n, incy) + i * incy;
    if (x_dot)
      dot += x_dot[ix] * y[iy];
    if (y_dot)
      dot += x[ix] * y_dot[iy];
  }
  return {cblas_ddot(n, x, incx, y, incy), dot};
}

struct SavedVectors {
  double *x, *y;
};

/// The elements of a vector, in order.
inline double *save_vector(Integer n, const double *from, Integer stride) {
  double *copy = static_cast<double *>(std::malloc(sizeof(double) * (long(n > 0 ? n : 0) + 1)));
  for (long i = 0; i < n; ++i)
    copy[i] = from[first(n, stride) + i * stride];
  return copy;
}

COSTATE_DERIVATIVE_OF(cblas_ddot, "augmented")
inline std::pair<double, SavedVectors>
cblas_ddot_augmented(Integer n, const double *x, Integer incx, const double *y, Integer incy) {
  SavedVectors state{save_vector(n, x, incx), save_vector(n, y, incy)};
  return {cblas_ddot(n, x, incx, y, incy), state};
}

COSTATE_DERIVATIVE_OF(cblas_ddot, "vjp")
inline void cblas_ddot_vjp(Integer n, const double *, Integer incx, const double *, Integer incy,
                           const SavedVectors &state, double result_bar, double *x_bar,
                           double *y_bar) {
  for (long i = 0; i < n; ++i) {
    if (x_bar)
      x_bar[first(n, incx) + i * incx] += result_bar * state.y[i];
    if (y_bar)
      y_bar[first(n, incy) + i * incy] += result_bar * state.x[i];
  }
  std::free(state.x);
  std::free(state.y);
}

COSTATE_DERIVATIVE_OF(cblas_daxpy, "jvp")
inline void cblas_daxpy_jvp(Integer n, double alpha, const double *x, Integer incx, double *y,
                            Integer incy, double alpha_dot, const double *x_dot, double *y_dot) {
  if (y_dot)
    for (long i = 0; i < n; ++i) {
      long ix = first(n, incx) + i * incx, iy = first(n, incy) + i * incy;
      y_dot[iy] += alpha_dot * x[ix];
      if (x_dot)
        y_dot[iy] += alpha * x_dot[ix];
    }
  cblas_daxpy(n, alpha, x, incx, y, incy);
}

COSTATE_DERIVATIVE_OF(cblas_daxpy, "augmented")
inline SavedVectors cblas_daxpy_augmented(Integer n, double alpha, const double *x, Integer incx,
                                          double *y, Integer incy) {
  SavedVectors state{save_vector(n, x, incx), nullptr};
  cblas_daxpy(n, alpha, x, incx, y, incy);
  return state;
}

COSTATE_DERIVATIVE_OF(cblas_daxpy, "vjp")
inline void cblas_daxpy_vjp(Integer n, double alpha, const double *, Integer incx, double *,
                            Integer incy, const SavedVectors &state, double *alpha_bar,
                            double *x_bar, double *y_bar) {
  for (long i = 0; y_bar && i < n; ++i) {
    double bar = y_bar[first(n, incy) + i * incy];
    *alpha_bar += state.x[i] * bar;
    if (x_bar)
      x_bar[first(n, incx) + i * incx] += alpha * bar;
  }
  std::free(state.x);
}

} // namespace costate::lapack

#endif // COSTATE_LAPACK_HPP
