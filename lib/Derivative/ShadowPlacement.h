// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which adjoint memory exists in the reverse sweep only.
//
// The adjoint of a heap block is zero when the block's lifetime ends and dead before it began. If
// the block holds no pointer and its address is used only through access paths (never stored,
// carried, selected or cast to something else), nothing in the forward sweep needs its shadow: the
// reverse sweep allocates it where it begins to reverse the region of the allocation, and releases
// it where it reverses the allocation. Scratch memory in loops then leaves no trace on the tape.

#ifndef COSTATE_LIB_DERIVATIVE_SHADOWPLACEMENT_H
#define COSTATE_LIB_DERIVATIVE_SHADOWPLACEMENT_H

#include "costate/Analysis/PointsTo.h"
#include "llvm/ADT/DenseSet.h"

namespace costate {

class ShadowPlacement {
public:
  /// Every shadow exists in the forward sweep.
  ShadowPlacement() = default;
  ShadowPlacement(mlir::func::FuncOp function, const PointsTo &pointsTo);

  /// Whether the pointer leads into a block whose shadow exists in the reverse sweep only.
  bool isReverseOnly(mlir::Value pointer) const { return reverseOnly.contains(pointer); }

private:
  llvm::DenseSet<mlir::Value> reverseOnly;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SHADOWPLACEMENT_H
