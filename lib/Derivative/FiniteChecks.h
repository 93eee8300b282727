// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Under `--numerics=checked`: the program stops where the first infinity or NaN is born in a
// derivative, and says where that is in the source (docs/Numerics.md).

#ifndef COSTATE_LIB_DERIVATIVE_FINITECHECKS_H
#define COSTATE_LIB_DERIVATIVE_FINITECHECKS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace costate {

/// A number that the message shows.
struct ShownNumber {
  std::string name;
  mlir::Value value;
};

/// How an operation reads, with the names that its operands have in the source: "y / x".
std::string describeOperation(mlir::Operation *op);
/// The same for one operand: its name, or its number where it has none.
std::string describeOperand(mlir::Operation *op, unsigned operand);

/// Stops at run time where `result` is infinite or NaN and all `parts` are finite. The message
/// starts with the location; numbers follow it. The block under construction need not be in the
/// module yet.
void emitFiniteCheck(mlir::ModuleOp module, mlir::OpBuilder &builder, mlir::Location location,
                     mlir::Value result, mlir::ValueRange parts, llvm::StringRef message,
                     llvm::ArrayRef<ShownNumber> numbers);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_FINITECHECKS_H
