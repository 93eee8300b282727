// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cuts a function that runs both sweeps in the middle: the augmented primal and the pullback.
//
// What the first half defines and the second half uses is the frame. Constants, addresses and exact
// integer arithmetic are computed again; the rest is pushed on the shared tapes at the end of the
// augmented primal and popped at the start of the pullback. Local storage that only the pullback
// uses moves there; what both use, and adjoint memory that the augmented primal hands on, is heap
// storage that the pullback releases.

#ifndef COSTATE_LIB_DERIVATIVE_SPLITSWEEPS_H
#define COSTATE_LIB_DERIVATIVE_SPLITSWEEPS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"

namespace costate {

struct CombinedSweeps {
  /// Both sweeps in one block, without terminator. Its arguments are those of the augmented primal,
  /// then those of the pullback.
  mlir::Block *block;
  /// The operation in the block that stands between the sweeps.
  mlir::Operation *marker;
  /// What the two functions return.
  llvm::SmallVector<mlir::Value> results, adjoints;
  /// Local objects (cxx.alloca) that outlive the first half: adjoint memory, whose address
  /// functions that are called in between may keep, and what pointers lead to that came from memory
  /// or a call.
  llvm::DenseSet<mlir::Operation *> lasting;
};

/// Moves the operations of the block into the two functions, whose entry blocks are empty.
void splitSweeps(const CombinedSweeps &combined, mlir::func::FuncOp augmented,
                 mlir::func::FuncOp pullback);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SPLITSWEEPS_H
