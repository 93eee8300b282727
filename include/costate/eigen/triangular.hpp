// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Solves with triangular matrices, in place: those of `triangularView().solveInPlace()`, and those
// behind `solve` and `inverse` of every factorization.

#ifndef COSTATE_EIGEN_TRIANGULAR_HPP
#define COSTATE_EIGEN_TRIANGULAR_HPP

#include <costate/eigen/storage.hpp>

namespace costate::eigen {

/// One solve M x = b for each of some right-hand sides. A solve from the right, X T = B, is one
/// with M = T^T for each row.
template <int Side, int Mode, int Order> struct Triangle {
  static constexpr bool isTransposed = Side == Eigen::OnTheRight;
  static constexpr bool isLower = bool(Mode & Eigen::Lower) != isTransposed;
  static constexpr bool hasUnits = bool(Mode & Eigen::UnitDiag);

  /// Where M(i, k) is.
  static long at(long i, long k, long stride) {
    return isTransposed ? position<Order>(k, i, stride) : position<Order>(i, k, stride);
  }
  /// The rows of column `k` that are read, the diagonal apart.
  static long first(long k) { return isLower ? k + 1 : 0; }
  static long last(long k, long n) { return isLower ? n : k; }
};

/// Where the elements of the right-hand sides are.
struct Places {
  long element, side;
};

template <int Side, int Order> inline Places get_places(long increment, long stride) {
  return (Side == Eigen::OnTheLeft) == (Order == Eigen::ColMajor) ? Places{increment, stride}
                                                                  : Places{stride, increment};
}

/// M, and the solutions, one after the other.
template <class Scalar> struct SavedSolve {
  Scalar *matrix, *solutions;
};

template <class Triangle, class Scalar>
inline SavedSolve<Scalar> save_solve(long n, long count, const Scalar *matrix, long stride,
                                     const Scalar *solutions, Places places) {
  SavedSolve<Scalar> saved{allocate<Scalar>(n * n), allocate<Scalar>(n * count)};
  for (long k = 0; k < n; ++k) {
    saved.matrix[k + k * n] = Triangle::hasUnits ? Scalar(1) : matrix[Triangle::at(k, k, stride)];
    for (long i = Triangle::first(k); i < Triangle::last(k, n); ++i)
      saved.matrix[i + k * n] = matrix[Triangle::at(i, k, stride)];
  }
  for (long c = 0; c < count; ++c)
    for (long i = 0; i < n; ++i)
      saved.solutions[i + c * n] = solutions[i * places.element + c * places.side];
  return saved;
}

/// w := M^-T w.
template <class Triangle, class Scalar>
inline void solve_transposed(long n, const Scalar *matrix, Scalar *w) {
  for (long step = 0; step < n; ++step) {
    const long k = Triangle::isLower ? n - 1 - step : step;
    const Scalar *column = matrix + k * n;
    const long last = Triangle::last(k, n);
    long i = Triangle::first(k);
    Scalar first = 0, second = 0, third = 0, fourth = 0;
    for (; i + 3 < last; i += 4) {
      first += column[i] * w[i];
      second += column[i + 1] * w[i + 1];
      third += column[i + 2] * w[i + 2];
      fourth += column[i + 3] * w[i + 3];
    }
    for (; i < last; ++i)
      first += column[i] * w[i];
    w[k] -= (first + second) + (third + fourth);
    if (!Triangle::hasUnits)
      w[k] /= column[k];
  }
}

/// X_bar becomes B_bar = M^-T X_bar, and M_bar -= B_bar X^T in the triangle. Releases what was
/// saved.
template <class Triangle, class Scalar>
inline void solve_adjoint(long n, long count, const SavedSolve<Scalar> &saved, Scalar *matrix_bar,
                          long stride, Scalar *x_bar, Places places) {
  if (x_bar) {
    Scalar *sides = allocate<Scalar>(n * count);
    for (long c = 0; c < count; ++c) {
      Scalar *w = sides + c * n;
      for (long i = 0; i < n; ++i)
        w[i] = x_bar[i * places.element + c * places.side];
      solve_transposed<Triangle>(n, saved.matrix, w);
      for (long i = 0; i < n; ++i)
        x_bar[i * places.element + c * places.side] = w[i];
    }
    if (matrix_bar) {
      Scalar *column = allocate<Scalar>(n);
      for (long k = 0; k < n; ++k) {
        const long first = Triangle::hasUnits || !Triangle::isLower ? Triangle::first(k) : k;
        const long last = Triangle::hasUnits || Triangle::isLower ? Triangle::last(k, n) : k + 1;
        for (long i = first; i < last; ++i)
          column[i] = 0;
        for (long c = 0; c < count; ++c) {
          const Scalar xk = saved.solutions[k + c * n];
          const Scalar *w = sides + c * n;
          for (long i = first; i < last; ++i)
            column[i] += w[i] * xk;
        }
        for (long i = first; i < last; ++i)
          matrix_bar[Triangle::at(i, k, stride)] -= column[i];
      }
      std::free(column);
    }
    std::free(sides);
  }
  std::free(saved.matrix);
  std::free(saved.solutions);
}

/// b_dot -= M_dot x.
template <class Triangle, class Scalar>
inline void subtract_tangent(long n, long count, const Scalar *matrix_dot, long stride,
                             const Scalar *x, Scalar *b_dot, Places places) {
  for (long c = 0; c < count; ++c)
    for (long k = 0; k < n; ++k) {
      const Scalar xk = x[k * places.element + c * places.side];
      if (!Triangle::hasUnits)
        b_dot[k * places.element + c * places.side] -= matrix_dot[Triangle::at(k, k, stride)] * xk;
      for (long i = Triangle::first(k); i < Triangle::last(k, n); ++i)
        b_dot[i * places.element + c * places.side] -= matrix_dot[Triangle::at(i, k, stride)] * xk;
    }
}

//===---------------------------- one right-hand side ---------------------===//

template <class Scalar, int Side, int Mode, int Order>
using VectorSolve = Eigen::internal::triangular_solve_vector<Scalar, Scalar, Eigen::Index, Side,
                                                             Mode, false, Order>;

template <class Scalar, int Side, int Mode, int Order>
COSTATE_DERIVATIVE_OF((VectorSolve<Scalar, Side, Mode, Order>::run), "jvp")
inline IfReal<Scalar, void> vector_solve_jvp(Eigen::Index size, const Scalar *matrix,
                                             Eigen::Index stride, Scalar *b,
                                             const Scalar *matrix_dot, Scalar *b_dot) {
  using Solve = VectorSolve<Scalar, Side, Mode, Order>;
  Solve::run(size, matrix, stride, b);
  if (!b_dot)
    return;
  if (matrix_dot)
    subtract_tangent<Triangle<Side, Mode, Order>>(size, 1, matrix_dot, stride, b, b_dot,
                                                  Places{1, 0});
  Solve::run(size, matrix, stride, b_dot);
}

template <class Scalar, int Side, int Mode, int Order>
COSTATE_DERIVATIVE_OF((VectorSolve<Scalar, Side, Mode, Order>::run), "augmented")
inline IfReal<Scalar, SavedSolve<Scalar>> vector_solve_augmented(Eigen::Index size,
                                                                 const Scalar *matrix,
                                                                 Eigen::Index stride, Scalar *b) {
  VectorSolve<Scalar, Side, Mode, Order>::run(size, matrix, stride, b);
  return save_solve<Triangle<Side, Mode, Order>>(size, 1, matrix, stride, b, Places{1, 0});
}

template <class Scalar, int Side, int Mode, int Order>
COSTATE_DERIVATIVE_OF((VectorSolve<Scalar, Side, Mode, Order>::run), "vjp")
inline IfReal<Scalar, void> vector_solve_vjp(Eigen::Index size, const Scalar *, Eigen::Index stride,
                                             Scalar *, const SavedSolve<Scalar> &saved,
                                             Scalar *matrix_bar, Scalar *b_bar) {
  solve_adjoint<Triangle<Side, Mode, Order>>(size, 1, saved, matrix_bar, stride, b_bar,
                                             Places{1, 0});
}

//===--------------------------- many right-hand sides --------------------===//

template <class Scalar, int Side, int Mode, int Order, int SidesOrder, int Increment>
using MatrixSolve = Eigen::internal::triangular_solve_matrix<Scalar, Eigen::Index, Side, Mode,
                                                             false, Order, SidesOrder, Increment>;
template <class Scalar> using SolveBlocking = Eigen::internal::level3_blocking<Scalar, Scalar>;

template <class Scalar, int Side, int Mode, int Order, int SidesOrder, int Increment>
COSTATE_DERIVATIVE_OF((MatrixSolve<Scalar, Side, Mode, Order, SidesOrder, Increment>::run), "jvp")
inline IfReal<Scalar, void> matrix_solve_jvp(Eigen::Index size, Eigen::Index count,
                                             const Scalar *matrix, Eigen::Index stride, Scalar *b,
                                             Eigen::Index increment, Eigen::Index b_stride,
                                             SolveBlocking<Scalar> &blocking,
                                             const Scalar *matrix_dot, Scalar *b_dot,
                                             SolveBlocking<Scalar> &) {
  using Solve = MatrixSolve<Scalar, Side, Mode, Order, SidesOrder, Increment>;
  Solve::run(size, count, matrix, stride, b, increment, b_stride, blocking);
  if (!b_dot)
    return;
  if (matrix_dot)
    subtract_tangent<Triangle<Side, Mode, Order>>(
        size, count, matrix_dot, stride, b, b_dot,
        get_places<Side, SidesOrder>(increment, b_stride));
  Solve::run(size, count, matrix, stride, b_dot, increment, b_stride, blocking);
}

template <class Scalar, int Side, int Mode, int Order, int SidesOrder, int Increment>
COSTATE_DERIVATIVE_OF((MatrixSolve<Scalar, Side, Mode, Order, SidesOrder, Increment>::run),
                      "augmented")
inline IfReal<Scalar, SavedSolve<Scalar>> matrix_solve_augmented(
    Eigen::Index size, Eigen::Index count, const Scalar *matrix, Eigen::Index stride, Scalar *b,
    Eigen::Index increment, Eigen::Index b_stride, SolveBlocking<Scalar> &blocking) {
  MatrixSolve<Scalar, Side, Mode, Order, SidesOrder, Increment>::run(size, count, matrix, stride, b,
                                                                     increment, b_stride, blocking);
  return save_solve<Triangle<Side, Mode, Order>>(size, count, matrix, stride, b,
                                                 get_places<Side, SidesOrder>(increment, b_stride));
}

template <class Scalar, int Side, int Mode, int Order, int SidesOrder, int Increment>
COSTATE_DERIVATIVE_OF((MatrixSolve<Scalar, Side, Mode, Order, SidesOrder, Increment>::run), "vjp")
inline IfReal<Scalar, void> matrix_solve_vjp(Eigen::Index size, Eigen::Index count, const Scalar *,
                                             Eigen::Index stride, Scalar *, Eigen::Index increment,
                                             Eigen::Index b_stride, SolveBlocking<Scalar> &,
                                             const SavedSolve<Scalar> &saved, Scalar *matrix_bar,
                                             Scalar *b_bar, SolveBlocking<Scalar> *) {
  solve_adjoint<Triangle<Side, Mode, Order>>(size, count, saved, matrix_bar, stride, b_bar,
                                             get_places<Side, SidesOrder>(increment, b_stride));
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_TRIANGULAR_HPP
