// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products of matrices that are not small.

#ifndef COSTATE_EIGEN_PRODUCTS_HPP
#define COSTATE_EIGEN_PRODUCTS_HPP

#include <costate/eigen/storage.hpp>

namespace costate::eigen {

/// What `C += alpha A B` reads.
template <class Scalar> struct SavedFactors {
  Scalar *lhs, *rhs;
};

template <int Order, class Scalar>
inline void add_to(long rows, long columns, const Scalar *column_wise, Scalar *to, long stride) {
  for (long k = 0; k < columns; ++k)
    for (long i = 0; i < rows; ++i)
      to[position<Order>(i, k, stride)] += column_wise[i + k * rows];
}

/// A_bar += alpha C_bar B^T and B_bar += alpha A^T C_bar; alpha_bar += <A, C_bar B^T>. Releases the
/// factors.
template <int LhsOrder, int RhsOrder, class Scalar>
inline void product_adjoint(long rows, long columns, long depth, const SavedFactors<Scalar> &saved,
                            const Scalar *c_bar, long increment, long stride, Scalar alpha,
                            Scalar *lhs_bar, long lhs_stride, Scalar *rhs_bar, long rhs_stride,
                            Scalar *alpha_bar) {
  Scalar *outer = allocate<Scalar>(rows * depth), *inner = allocate<Scalar>(depth * columns);
  Scalar *column = allocate<Scalar>(rows);
  for (long k = 0; k < depth * rows; ++k)
    outer[k] = 0;
  for (long j = 0; j < columns; ++j) {
    for (long i = 0; i < rows; ++i)
      column[i] = c_bar[i * increment + j * stride];
    for (long k = 0; k < depth; ++k) {
      const Scalar factor = saved.rhs[k + j * depth];
      const Scalar *a = saved.lhs + k * rows;
      Scalar *g = outer + k * rows;
      Scalar first = 0, second = 0, third = 0, fourth = 0;
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
  Scalar sum = 0;
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
template <class Scalar, int LhsOrder, int RhsOrder>
using Product =
    Eigen::internal::general_matrix_matrix_product<Eigen::Index, Scalar, LhsOrder, false, Scalar,
                                                   RhsOrder, false, Eigen::ColMajor, 1>;
template <class Scalar> using Blocking = Eigen::internal::level3_blocking<Scalar, Scalar>;
using Threads = Eigen::internal::GemmParallelInfo<Eigen::Index>;

/// C += alpha A B for an alpha that is nearly always zero: the tangent of a factor that is
/// constant. Its rules are those of the product, as a zero may have a derivative.
template <class Scalar, int LhsOrder, int RhsOrder>
inline void add_multiple(Eigen::Index rows, Eigen::Index columns, Eigen::Index depth,
                         const Scalar *lhs, Eigen::Index lhs_stride, const Scalar *rhs,
                         Eigen::Index rhs_stride, Scalar *c, Eigen::Index increment,
                         Eigen::Index stride, Scalar alpha, Blocking<Scalar> &blocking,
                         Threads *threads) {
  if (alpha != Scalar(0))
    Product<Scalar, LhsOrder, RhsOrder>::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride,
                                             c, increment, stride, alpha, blocking, threads);
}

template <class Scalar, int LhsOrder, int RhsOrder>
COSTATE_DERIVATIVE_OF((Product<Scalar, LhsOrder, RhsOrder>::run), "jvp")
COSTATE_DERIVATIVE_OF(add_multiple, "jvp") inline IfReal<Scalar, void> product_jvp(
    Eigen::Index rows, Eigen::Index columns, Eigen::Index depth, const Scalar *lhs,
    Eigen::Index lhs_stride, const Scalar *rhs, Eigen::Index rhs_stride, Scalar *c,
    Eigen::Index increment, Eigen::Index stride, Scalar alpha, Blocking<Scalar> &blocking,
    Threads *threads, const Scalar *lhs_dot, const Scalar *rhs_dot, Scalar *c_dot, Scalar alpha_dot,
    Blocking<Scalar> &) {
  using Run = Product<Scalar, LhsOrder, RhsOrder>;
  Run::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride, c, increment, stride, alpha,
           blocking, threads);
  if (lhs_dot)
    Run::run(rows, columns, depth, lhs_dot, lhs_stride, rhs, rhs_stride, c_dot, increment, stride,
             alpha, blocking, threads);
  if (rhs_dot)
    Run::run(rows, columns, depth, lhs, lhs_stride, rhs_dot, rhs_stride, c_dot, increment, stride,
             alpha, blocking, threads);
  add_multiple<Scalar, LhsOrder, RhsOrder>(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride,
                                           c_dot, increment, stride, alpha_dot, blocking, threads);
}

template <class Scalar, int LhsOrder, int RhsOrder>
COSTATE_DERIVATIVE_OF((Product<Scalar, LhsOrder, RhsOrder>::run), "augmented")
COSTATE_DERIVATIVE_OF(add_multiple, "augmented") inline IfReal<
    Scalar, SavedFactors<Scalar>> product_augmented(Eigen::Index rows, Eigen::Index columns,
                                                    Eigen::Index depth, const Scalar *lhs,
                                                    Eigen::Index lhs_stride, const Scalar *rhs,
                                                    Eigen::Index rhs_stride, Scalar *c,
                                                    Eigen::Index increment, Eigen::Index stride,
                                                    Scalar alpha, Blocking<Scalar> &blocking,
                                                    Threads *threads) {
  Product<Scalar, LhsOrder, RhsOrder>::run(rows, columns, depth, lhs, lhs_stride, rhs, rhs_stride,
                                           c, increment, stride, alpha, blocking, threads);
  return {copy_columns<LhsOrder>(rows, depth, lhs, lhs_stride),
          copy_columns<RhsOrder>(depth, columns, rhs, rhs_stride)};
}

template <class Scalar, int LhsOrder, int RhsOrder>
COSTATE_DERIVATIVE_OF((Product<Scalar, LhsOrder, RhsOrder>::run), "vjp")
COSTATE_DERIVATIVE_OF(add_multiple, "vjp") inline IfReal<Scalar, void> product_vjp(
    Eigen::Index rows, Eigen::Index columns, Eigen::Index depth, const Scalar *,
    Eigen::Index lhs_stride, const Scalar *, Eigen::Index rhs_stride, Scalar *,
    Eigen::Index increment, Eigen::Index stride, Scalar alpha, Blocking<Scalar> &, Threads *,
    const SavedFactors<Scalar> &saved, Scalar *lhs_bar, Scalar *rhs_bar, Scalar *c_bar,
    Scalar *alpha_bar, Blocking<Scalar> *) {
  product_adjoint<LhsOrder, RhsOrder>(rows, columns, depth, saved, c_bar, increment, stride, alpha,
                                      lhs_bar, lhs_stride, rhs_bar, rhs_stride, alpha_bar);
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_PRODUCTS_HPP
