// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A frame mirrors one region of the primal in the reverse sweep.

#ifndef COSTATE_LIB_DERIVATIVE_FRAME_H
#define COSTATE_LIB_DERIVATIVE_FRAME_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/Region.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace costate {

struct Frame {
  Frame(mlir::Region *primal, Frame *parent, mlir::Block *block)
      : primal(primal), parent(parent), block(block) {}

  /// The primal region whose executions this frame reverses.
  mlir::Region *primal;
  /// The frame of the region around it; null for the function's own.
  Frame *parent;
  /// Where the reverse code stands.
  mlir::Block *block;
  /// Counted loops: which iteration of the primal loop is being reversed (i64).
  mlir::Value iteration;
  /// Primal values and companions that this frame has at hand, by the primal function's values.
  llvm::DenseMap<mlir::Value, mlir::Value> primals, companions;
  /// How often while loops of this region ran, by the primal operation.
  llvm::DenseMap<mlir::Operation *, mlir::Value> tripCounts;
  /// Adjoints accumulated so far; no entry is zero.
  llvm::DenseMap<mlir::Value, mlir::Value> adjoints;
  /// For an adjoint that is structurally zero unless a condition holds (its value was selected by
  /// that condition): the condition (i1). Such a zero must not meet an infinite partial derivative.
  llvm::DenseMap<mlir::Value, mlir::Value> guards;

  bool isRoot() const { return !parent; }

  /// Emits code at the end of the frame's prologue: the operations at the start of the block that
  /// fetch what the reverse code needs. The prologue runs exactly once per execution of the region.
  mlir::Value inPrologue(llvm::function_ref<mlir::Value(mlir::OpBuilder &)> emit) {
    mlir::OpBuilder builder(primal->getContext());
    if (prologueEnd)
      builder.setInsertionPointAfter(prologueEnd);
    else
      builder.setInsertionPointToStart(block);
    mlir::Value value = emit(builder);
    // Everything before the builder's place belongs to the prologue now.
    if (builder.getInsertionPoint() != block->begin())
      prologueEnd = &*std::prev(builder.getInsertionPoint());
    return value;
  }

  /// The prologue's last operation; null while it is empty. The root's prologue starts after a
  /// marker that stands between the sweeps.
  mlir::Operation *prologueEnd = nullptr;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_FRAME_H
