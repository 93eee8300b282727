// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where recorded values are kept between the sweeps.
//
// A value recorded outside of loops is kept in a local variable; inside counted loops whose trip
// counts are known (or bounded) before the outermost one, in an array indexed by the iteration
// numbers; otherwise on the function's growable last-in first-out tape of its type (SharedTapes.h):
// all values of a block go there at once, at its end. All arrays of one element type of one loop
// nest share one allocation. In a recursive function, everything is on the shared tapes.

#ifndef COSTATE_LIB_DERIVATIVE_TAPELAYOUT_H
#define COSTATE_LIB_DERIVATIVE_TAPELAYOUT_H

#include "ForwardSweep.h"
#include "Frame.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"

namespace costate {

class TapeLayout {
public:
  /// `sharedTapes`: the entry block of a recursive function, whose tapes are used; else null.
  explicit TapeLayout(const ForwardSweep &forward, mlir::Block *sharedTapes = nullptr)
      : forward(forward), sharedTapes(sharedTapes) {}

  /// Records `value`, a value of the forward sweep that copies one defined in the primal region
  /// `region`, and emits the code that fetches it in the prologue of that region's frame.
  mlir::Value recordAndFetch(mlir::Value value, mlir::Region *region, Frame &frame);

  /// Keeps `count` objects of the pointee type of `base` (a forward value), copied at the forward
  /// insertion point of `before` (a primal loop operation, at whose start the copy is made), and
  /// gives the pointer to the copy in the prologue of the frame of the region that holds `before`.
  mlir::Value recordRange(mlir::Operation *before, mlir::Value base, mlir::Value count,
                          Frame &frame);

  /// Whether `recordRange` can keep copies made before `loop`: all loops around it are bounded,
  /// or there are none.
  bool canRecordRange(mlir::Operation *loop);

  /// Merges the allocations of each loop nest and emits the releases at the builder's place.
  void finish(mlir::OpBuilder &builder);

  /// A value known before the outermost loop around `op` that is at least as large as the trip
  /// count of the counted loop; null if there is none. Emits it before that outermost loop.
  mlir::Value boundTripCount(mlir::scf::ForOp primalLoop);

private:
  struct Nest {
    mlir::Operation *outermost; // forward copy of the operation of the root block that holds it all
    llvm::SmallVector<mlir::Operation *> loops; // primal loops around the region, outermost first
    llvm::SmallVector<mlir::Value> bounds;      // their trip bounds, empty if not all are known
  };
  Nest getNest(mlir::Operation *primal);
  mlir::Value pushAndPop(mlir::Value value, mlir::Block &function, Frame &frame);
  mlir::Value recordPointer(mlir::Value value, const Nest &nest, Frame &frame);
  mlir::Value emitBound(mlir::OpBuilder &builder, mlir::Value primal, bool upper);
  mlir::Value emitLinearIndex(mlir::OpBuilder &builder, mlir::Location location, const Nest &nest,
                              llvm::function_ref<mlir::Value(mlir::Operation *)> iteration);
  mlir::Value allocate(const Nest &nest, mlir::Type element, mlir::Value extraCount,
                       mlir::Location location);

  const ForwardSweep &forward;
  mlir::Block *sharedTapes;
  /// The push at the end of each block of the forward sweep, for each tape.
  llvm::DenseMap<std::pair<mlir::Block *, mlir::Value>, ad::TapePushOp> pushes;
  llvm::DenseMap<mlir::Operation *, mlir::Value> tripBounds;
  llvm::SmallVector<mlir::Operation *> heapTapes, singleTapes;
  llvm::SmallVector<mlir::Value> pointerTapes;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_TAPELAYOUT_H
