// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of coefficients that Eigen computes from the digits of numbers.

#ifndef COSTATE_EIGEN_FUNCTIONS_HPP
#define COSTATE_EIGEN_FUNCTIONS_HPP

#include <Eigen/Core>
#include <costate/costate.hpp>

#include <utility>

namespace costate::eigen {

/// What `sin` and `cos` of `float` do where |x| is large: x less a multiple of pi / 2, by integers.
COSTATE_DERIVATIVE_OF(Eigen::internal::trig_reduce_huge, "jvp")
inline std::pair<float, float> trig_reduce_jvp(float x, int *quadrant, float x_dot) {
  return {Eigen::internal::trig_reduce_huge(x, quadrant), x_dot};
}

COSTATE_DERIVATIVE_OF(Eigen::internal::trig_reduce_huge, "vjp")
inline void trig_reduce_vjp(float, int *, float rest_bar, float *x_bar) { *x_bar += rest_bar; }

} // namespace costate::eigen

#endif // COSTATE_EIGEN_FUNCTIONS_HPP
