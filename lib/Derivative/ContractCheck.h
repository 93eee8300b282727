// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code at the entry of a derivative that stops on the frequent violation of its contract: one
// buffer handed in for two parameters of which one is written (docs/Contract.md).

#ifndef COSTATE_LIB_DERIVATIVE_CONTRACTCHECK_H
#define COSTATE_LIB_DERIVATIVE_CONTRACTCHECK_H

#include "costate/Analysis/PointsTo.h"

namespace costate {

/// Emits the assertions for a derivative of `primal` whose arguments are `arguments`. Equal null
/// pointers are no violation.
void emitContractChecks(mlir::func::FuncOp primal, mlir::ArrayRef<int32_t> wrt,
                        mlir::ArrayRef<mlir::Value> arguments, const PointsTo &pointsTo,
                        mlir::OpBuilder &builder);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_CONTRACTCHECK_H
