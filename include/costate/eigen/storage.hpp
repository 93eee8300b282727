// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rules of costate/eigen.hpp share: copies of matrices, and where their elements are.

#ifndef COSTATE_EIGEN_STORAGE_HPP
#define COSTATE_EIGEN_STORAGE_HPP

#include <Eigen/Core>
#include <costate/costate.hpp>

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>

namespace costate::eigen {

/// Rules hold for real numbers: those of complex matrices would need conjugates.
template <class Scalar, class T>
using IfReal = std::enable_if_t<std::is_floating_point_v<Scalar>, T>;

template <class Scalar, int Order>
using DynamicMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Order>;

template <class Matrix> struct IsDynamic : std::false_type {};
template <class Scalar, int Order>
struct IsDynamic<DynamicMatrix<Scalar, Order>> : std::is_floating_point<Scalar> {};

/// What the reverse sweep needs of one call, without gaps between the columns.
template <class Scalar> struct SavedMatrix {
  long rows, columns;
  Scalar *data;
  /// Row `k` was exchanged with `pivots[k]`.
  int *pivots;
  bool isFactorized;
};

template <class T = double> inline T *allocate(long count) {
  return static_cast<T *>(std::malloc(sizeof(T) * (count + 1)));
}

/// Where the element (i, k) of a matrix is.
template <int Order> inline long position(long i, long k, long stride) {
  return Order == Eigen::RowMajor ? i * stride + k : i + k * stride;
}

/// A copy that lies column by column.
template <int Order, class Scalar>
inline Scalar *copy_columns(long rows, long columns, const Scalar *from, long stride) {
  Scalar *copy = allocate<Scalar>(rows * columns);
  for (long k = 0; k < columns; ++k)
    for (long i = 0; i < rows; ++i)
      copy[i + k * rows] = from[position<Order>(i, k, stride)];
  return copy;
}

template <int Order, class Scalar>
inline void put_columns(long rows, long columns, const Scalar *column_wise, Scalar *to,
                        long stride) {
  for (long k = 0; k < columns; ++k)
    for (long i = 0; i < rows; ++i)
      to[position<Order>(i, k, stride)] = column_wise[i + k * rows];
}

/// The lower triangle of a square matrix, by columns; of an upper one the transpose.
template <bool IsUpper, int Order, class Scalar>
inline Scalar *copy_triangle(long n, const Scalar *from) {
  Scalar *copy = allocate<Scalar>(n * n);
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i)
      copy[i + j * n] = from[IsUpper ? position<Order>(j, i, n) : position<Order>(i, j, n)];
  return copy;
}

template <bool IsUpper, int Order, class Scalar>
inline void put_triangle(long n, const Scalar *triangle, Scalar *to) {
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i)
      to[IsUpper ? position<Order>(j, i, n) : position<Order>(i, j, n)] = triangle[i + j * n];
}

inline int *copy_pivots(long n, const int *from) {
  int *copy = allocate<int>(n);
  for (long i = 0; i < n; ++i)
    copy[i] = from[i];
  return copy;
}

/// What a failed factorization leaves has no derivative: whoever uses it gets NaN.
template <class Scalar> inline void poison_triangle(long n, Scalar *bar) {
  for (long j = 0; j < n; ++j)
    for (long i = j; i < n; ++i)
      if (bar[i + j * n] != Scalar(0))
        bar[i + j * n] = std::numeric_limits<Scalar>::quiet_NaN();
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_STORAGE_HPP
