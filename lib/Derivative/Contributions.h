// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one place where the engine applies scalar rules: what a zero seed contributes is decided here
// (docs/Numerics.md).

#ifndef COSTATE_LIB_DERIVATIVE_CONTRIBUTIONS_H
#define COSTATE_LIB_DERIVATIVE_CONTRIBUTIONS_H

#include "costate/Interfaces/ScalarRule.h"
#include "mlir/IR/BuiltinOps.h"

namespace costate {

/// The contribution of an operand, or null. In a module with strong zeros, a zero seed contributes
/// zero, and so do the contribution's own derivatives with respect to primal values.
mlir::Value emitContribution(mlir::Operation *op, unsigned operand, mlir::Value seed,
                             PrimalContext &primal, mlir::OpBuilder &builder,
                             mlir::Location location);

/// The sum of two contributions; `op` is any operation of the primal.
mlir::Value emitSum(mlir::Operation *op, mlir::Value x, mlir::Value y, mlir::OpBuilder &builder,
                    mlir::Location location);

/// When all requests are done: replaces what strong zeros are made of by comparisons.
void lowerStrongZeros(mlir::ModuleOp module);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_CONTRIBUTIONS_H
