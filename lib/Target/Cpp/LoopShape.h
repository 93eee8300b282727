// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The `for` statement that a counted loop of the IR becomes. The IR counts t = 0 .. trips; the
// source's induction variable is recovered from `cxx.trip_count` and `cxx.induction`. Loops of the
// reverse sweep use `trips - 1 - t` only and are printed as descending loops.

#ifndef COSTATE_LIB_TARGET_CPP_LOOPSHAPE_H
#define COSTATE_LIB_TARGET_CPP_LOOPSHAPE_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace costate::cpp {

struct LoopShape {
  /// The comparison that keeps the *primal* loop going, and its bounds and step.
  cxx::LoopPredicate predicate = cxx::LoopPredicate::slt;
  /// A null bound is the constant next to it.
  mlir::Value lower, upper;
  llvm::APInt lowerConstant, upperConstant;
  int64_t step = 1;
  /// The type of the loop variable.
  unsigned bits = 64;
  bool isSigned = true;
  /// The variable runs through the primal loop's values backwards.
  bool reversed = false;
  /// Values equal to the loop variable.
  llvm::SmallVector<mlir::Value> inductions;
  /// Values equal to the number of the primal iteration; empty if the variable itself is that
  /// number.
  llvm::SmallVector<mlir::Value> iterations;

  bool lowerIsConstant() const { return !lower; }
  /// Whether the number of the primal iteration is the loop variable.
  bool variableIsIteration() const { return !lower && lowerConstant.isZero() && step == 1; }
};

/// Decides how a loop is printed. `isLive` says which operations are printed at all.
LoopShape matchLoop(mlir::scf::ForOp loop, llvm::function_ref<bool(mlir::Operation *)> isLive);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_LOOPSHAPE_H
