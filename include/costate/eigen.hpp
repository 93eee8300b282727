// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derivatives of Eigen's factorizations, solves and products. Without this header costate
// differentiates Eigen's own code: kernels that are unrolled for registers and caches, whose
// derivatives are long and slow, and which branch on zeros. docs/CallRules.md derives the rules.

#ifndef COSTATE_EIGEN_HPP
#define COSTATE_EIGEN_HPP

#include <costate/eigen/cholesky.hpp>
#include <costate/eigen/functions.hpp>
#include <costate/eigen/ldlt.hpp>
#include <costate/eigen/lu.hpp>
#include <costate/eigen/products.hpp>
#include <costate/eigen/qr.hpp>
#include <costate/eigen/triangular.hpp>

#endif // COSTATE_EIGEN_HPP
