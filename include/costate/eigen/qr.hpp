// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `Eigen::HouseholderQR` of dynamic matrices: A = H(0) H(1) ... R with reflections
// H(k) = I - tau(k) w w^T, w = (0, ..., 0, 1, v(k)).

#ifndef COSTATE_EIGEN_QR_HPP
#define COSTATE_EIGEN_QR_HPP

#include <Eigen/QR>
#include <costate/eigen/storage.hpp>

namespace costate::eigen {

/// A tangent that leads to nothing: zero where there is none, NaN otherwise.
template <class Scalar> inline IfReal<Scalar, Scalar> undefined(Scalar tangent) {
  return tangent == Scalar(0) ? Scalar(0) : std::numeric_limits<Scalar>::quiet_NaN();
}

template <class Scalar>
COSTATE_DERIVATIVE_OF(undefined, "jvp")
inline IfReal<Scalar, std::pair<Scalar, Scalar>> undefined_jvp(Scalar tangent, Scalar tangent_dot) {
  return {undefined(tangent), undefined(tangent_dot)};
}

template <class Scalar>
COSTATE_DERIVATIVE_OF(undefined, "vjp")
inline IfReal<Scalar, void> undefined_vjp(Scalar, Scalar result_bar, Scalar *tangent_bar) {
  *tangent_bar += undefined(result_bar);
}

/// One step from the right to the left: `x` is column `k` from the diagonal on, `c` and `d` are the
/// values and adjoints of what is right of it. `isUsed`: something depends on the factorization.
template <class Scalar>
inline void reflection_adjoint(bool isUsed, long rows, long columns, long stride, Scalar tau,
                               Scalar tau_bar, Scalar *x, Scalar *x_bar, Scalar *c, Scalar *d) {
  // B' = B - tau w (w^T B), whose inverse is itself. Without a reflection w = (1, 0, ..., 0).
  for (long j = 0; tau == Scalar(0) && j < columns; ++j)
    tau_bar -= c[j * stride] * d[j * stride];
  for (long j = 0; tau != Scalar(0) && j < columns; ++j) {
    Scalar *cj = c + j * stride, *dj = d + j * stride;
    Scalar along = cj[0], seed = dj[0];
    for (long i = 1; i < rows; ++i) {
      along += x[i] * cj[i];
      seed += x[i] * dj[i];
    }
    tau_bar += along * seed; // w^T B = -w^T B'
    cj[0] -= tau * along;
    dj[0] -= tau * seed;
    for (long i = 1; i < rows; ++i) {
      cj[i] -= tau * along * x[i];
      x_bar[i] -= tau * (cj[i] * seed - dj[i] * along);
      dj[i] -= tau * seed * x[i];
    }
  }
  // v = tail / (head - beta), tau = (beta - head) / beta, beta = -+|x|
  const Scalar beta = x[0];
  if (tau == Scalar(0)) {
    // Eigen leaves alone what has no tail, and does not look at v where it applies the reflection.
    for (long i = 1; i < rows; ++i)
      x_bar[i] = isUsed ? std::numeric_limits<Scalar>::quiet_NaN() : Scalar(0);
    return;
  }
  const Scalar head = beta * (Scalar(1) - tau), divisor = head - beta;
  Scalar of_divisor = 0;
  for (long i = 1; i < rows; ++i)
    of_divisor -= x_bar[i] * x[i];
  of_divisor /= divisor;
  const Scalar of_beta = x_bar[0] - of_divisor + tau_bar * head / (beta * beta);
  x[0] = head;
  x_bar[0] = of_divisor - tau_bar / beta + of_beta * head / beta;
  for (long i = 1; i < rows; ++i) {
    x[i] *= divisor;
    x_bar[i] = x_bar[i] / divisor + of_beta * x[i] / beta;
  }
}

/// The same from the left to the right. `x` is the column before the step, `packed` after it.
template <class Scalar>
inline Scalar reflection_tangent(long rows, long columns, long stride, Scalar tau,
                                 const Scalar *packed, const Scalar *x, Scalar *x_dot, Scalar *c,
                                 Scalar *d) {
  const Scalar beta = packed[0];
  Scalar tau_dot = 0;
  if (tau == Scalar(0)) {
    for (long i = 1; i < rows; ++i) {
      x_dot[i] = undefined(x_dot[i]);
      tau_dot += x_dot[i];
    }
  } else {
    Scalar beta_dot = 0;
    for (long i = 0; i < rows; ++i)
      beta_dot += x[i] * x_dot[i];
    beta_dot /= beta;
    const Scalar divisor = x[0] - beta, divisor_dot = x_dot[0] - beta_dot;
    tau_dot = (x[0] * beta_dot / beta - x_dot[0]) / beta;
    for (long i = 1; i < rows; ++i)
      x_dot[i] = (x_dot[i] - packed[i] * divisor_dot) / divisor;
    x_dot[0] = beta_dot;
  }
  for (long j = 0; j < columns; ++j) {
    Scalar *cj = c + j * stride, *dj = d + j * stride;
    Scalar along = cj[0], along_dot = dj[0];
    for (long i = 1; i < rows; ++i) {
      along += packed[i] * cj[i];
      along_dot += packed[i] * dj[i] + x_dot[i] * cj[i];
    }
    const Scalar scaled = tau * along, scaled_dot = tau_dot * along + tau * along_dot;
    cj[0] -= scaled;
    dj[0] -= scaled_dot;
    for (long i = 1; i < rows; ++i) {
      cj[i] -= scaled * packed[i];
      dj[i] -= scaled_dot * packed[i] + scaled * x_dot[i];
    }
  }
  return tau_dot;
}

/// What `Eigen::HouseholderQR` left, by columns.
template <class Scalar> struct SavedReflections {
  long rows, columns;
  Scalar *packed, *tau;
};

template <class Scalar> using Coefficients = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
template <class Scalar, int Order>
using Qr = Eigen::internal::householder_qr_inplace_blocked<DynamicMatrix<Scalar, Order>,
                                                           Coefficients<Scalar>, Scalar, true>;

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Qr<Scalar, Order>::run), "jvp")
inline IfReal<Scalar, void> qr_jvp(DynamicMatrix<Scalar, Order> &m, Coefficients<Scalar> &tau,
                                   Eigen::Index block_size, Scalar *temporary,
                                   DynamicMatrix<Scalar, Order> &m_dot,
                                   Coefficients<Scalar> &tau_dot, Scalar *temporary_dot) {
  const long rows = m.rows(), columns = m.cols(),
             stride = Order == Eigen::RowMajor ? columns : rows;
  const long steps = rows < columns ? rows : columns;
  Scalar *c = copy_columns<Order>(rows, columns, m.data(), stride);
  Scalar *d = copy_columns<Order>(rows, columns, m_dot.data(), stride);
  Qr<Scalar, Order>::run(m, tau, block_size, temporary);
  Scalar *packed = copy_columns<Order>(rows, columns, m.data(), stride);
  for (long k = 0; k < steps; ++k) {
    const long diagonal = k + k * rows;
    tau_dot.data()[k] =
        reflection_tangent(rows - k, columns - k - 1, rows, tau.data()[k], packed + diagonal,
                           c + diagonal, d + diagonal, c + diagonal + rows, d + diagonal + rows);
  }
  put_columns<Order>(rows, columns, d, m_dot.data(), stride);
  if (temporary_dot)
    for (long k = 0; k < columns; ++k)
      temporary_dot[k] = 0;
  std::free(c);
  std::free(d);
  std::free(packed);
}

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Qr<Scalar, Order>::run), "augmented")
inline IfReal<Scalar, SavedReflections<Scalar>> qr_augmented(DynamicMatrix<Scalar, Order> &m,
                                                             Coefficients<Scalar> &tau,
                                                             Eigen::Index block_size,
                                                             Scalar *temporary) {
  Qr<Scalar, Order>::run(m, tau, block_size, temporary);
  const long rows = m.rows(), columns = m.cols(),
             stride = Order == Eigen::RowMajor ? columns : rows;
  return {rows, columns, copy_columns<Order>(rows, columns, m.data(), stride),
          copy_columns<Eigen::ColMajor>(tau.size(), 1, tau.data(), tau.size())};
}

template <class Scalar, int Order>
COSTATE_DERIVATIVE_OF((Qr<Scalar, Order>::run), "vjp")
inline IfReal<Scalar, void> qr_vjp(DynamicMatrix<Scalar, Order> &, Coefficients<Scalar> &,
                                   Eigen::Index, Scalar *, const SavedReflections<Scalar> &saved,
                                   DynamicMatrix<Scalar, Order> *m_bar,
                                   Coefficients<Scalar> *tau_bar, Scalar *temporary_bar) {
  const long rows = saved.rows, columns = saved.columns;
  const long stride = Order == Eigen::RowMajor ? columns : rows;
  const long steps = rows < columns ? rows : columns;
  Scalar *d = copy_columns<Order>(rows, columns, m_bar->data(), stride);
  bool isUsed = false;
  for (long i = 0; i < rows * columns; ++i)
    isUsed = isUsed || d[i] != Scalar(0);
  for (long k = steps - 1; k >= 0; --k) {
    const long diagonal = k + k * rows;
    reflection_adjoint(isUsed, rows - k, columns - k - 1, rows, saved.tau[k], tau_bar->data()[k],
                       saved.packed + diagonal, d + diagonal, saved.packed + diagonal + rows,
                       d + diagonal + rows);
    tau_bar->data()[k] = 0;
  }
  put_columns<Order>(rows, columns, d, m_bar->data(), stride);
  if (temporary_bar)
    for (long k = 0; k < columns; ++k)
      temporary_bar[k] = 0;
  std::free(d);
  std::free(saved.packed);
  std::free(saved.tau);
}

} // namespace costate::eigen

#endif // COSTATE_EIGEN_QR_HPP
