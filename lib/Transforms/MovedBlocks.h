// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of blocks that `realloc` moves.

#ifndef COSTATE_LIB_TRANSFORMS_MOVEDBLOCKS_H
#define COSTATE_LIB_TRANSFORMS_MOVEDBLOCKS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {

/// Moves blocks of bytes as the objects that they hold, where that is known by now. True if
/// something changed.
bool typeMoves(mlir::func::FuncOp function);

/// Refuses blocks that are no array of the objects that they are moved as: a part of one at the end
/// would be lost.
mlir::LogicalResult checkMoves(mlir::func::FuncOp function);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_MOVEDBLOCKS_H
