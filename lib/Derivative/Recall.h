// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Brings primal values back in the reverse sweep.
//
// For each value that an adjoint asks for, one of: it is at hand (function's own block), it is
// recomputed from others, it is loaded again from memory that has not changed, it is loaded from a
// copy of the memory made before the loop that reads it, or it was recorded on the tape. The choice
// is made per value, by what its operands cost (`plan`); it is made on demand, so what no adjoint
// asks for is never stored.

#ifndef COSTATE_LIB_DERIVATIVE_RECALL_H
#define COSTATE_LIB_DERIVATIVE_RECALL_H

#include "ForwardSweep.h"
#include "Frame.h"
#include "TapeLayout.h"

#include "costate/Analysis/Aliasing.h"

namespace costate {

class Recall {
public:
  Recall(ForwardSweep &forward, TapeLayout &tape, const Aliasing &aliasing,
         const PointsTo &pointsTo, const ShadowPlacement &placement)
      : forward(forward), tape(tape), aliasing(aliasing), pointsTo(pointsTo), placement(placement) {
  }

  /// The primal value, in the reverse code of `frame` (or of a frame around it).
  mlir::Value primal(Frame &frame, mlir::Value value);
  /// The companion (shadow pointer) of a primal pointer.
  mlir::Value companion(Frame &frame, mlir::Value pointer);
  /// How often the after region of a while loop ran.
  mlir::Value tripCount(Frame &frame, mlir::scf::WhileOp loop);

  llvm::ArrayRef<mlir::Value> getRuleState(mlir::Operation *call) const {
    return forward.getRuleState(call);
  }
  /// A value of the forward sweep that belongs to an execution of a primal region.
  mlir::Value recorded(Frame &frame, mlir::Value forward, mlir::Region *region);
  const PointsTo &getPointsTo() const { return pointsTo; }

private:
  enum class Source { AtHand, Recompute, Reload, ReloadCopy, Tape };
  struct Plan {
    Source source = Source::Tape;
    /// Values that must come from the tape for this one; itself if it is recorded.
    llvm::SmallSetVector<mlir::Value, 2> recorded;
    /// Scalar operations to recompute, counted as a tree.
    unsigned cost = 0;
  };
  const Plan &plan(mlir::Value value);
  Plan makePlan(mlir::Value value);
  Plan planLoad(mlir::Operation *load);
  Plan planOperands(mlir::Operation *op);
  /// A loop at whose start the memory behind a load can be copied for the load, or null.
  mlir::Operation *findCopyPoint(mlir::Operation *load);
  mlir::Value loadFromCopy(Frame &frame, mlir::Operation *load);
  mlir::Value allocateShadow(Frame &home, mlir::Value pointer);
  Frame &frameOf(Frame &frame, mlir::Region *region);

  ForwardSweep &forward;
  TapeLayout &tape;
  const Aliasing &aliasing;
  const PointsTo &pointsTo;
  const ShadowPlacement &placement;
  llvm::DenseMap<mlir::Value, Plan> plans;
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> copyPoints;
  /// Copies at hand, by copy point and object.
  llvm::DenseMap<std::pair<Frame *, std::pair<mlir::Operation *, ObjectId>>, mlir::Value> copies;
};

/// Integer, logical and address computations: exact, cheap, without side effect.
bool isCheapExact(mlir::Operation *op);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_RECALL_H
