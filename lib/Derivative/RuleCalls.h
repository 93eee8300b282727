// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions whose derivatives the user wrote. The rules' bodies are copied into the
// derivative, so that they are code like any other for what comes later.

#ifndef COSTATE_LIB_DERIVATIVE_RULECALLS_H
#define COSTATE_LIB_DERIVATIVE_RULECALLS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {

/// Moves the storage that copied bodies left in loops and branches to the function's entry.
void hoistStorage(mlir::func::FuncOp function);

/// Replaces the calls without a derivative that are left in the module by the primal's body or a
/// call of its symbol.
mlir::LogicalResult lowerRuleCalls(mlir::ModuleOp module);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_RULECALLS_H
