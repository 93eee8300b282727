// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The forward sweep: a copy of the primal in which values travel with their companions.
//
// The companion of a pointer is its shadow: the pointer to the tangent or adjoint memory of what
// the primal pointer points to. In forward mode, the companion of an active float is its tangent.
// The sweep copies control flow, widens loops and branches by the companions, counts the iterations
// of while loops, and mirrors what happens to pointers in memory. It emits no adjoint and stores
// nothing on a tape: the reverse sweep inserts what it needs afterwards.

#ifndef COSTATE_LIB_DERIVATIVE_FORWARDSWEEP_H
#define COSTATE_LIB_DERIVATIVE_FORWARDSWEEP_H

#include "ShadowPlacement.h"

#include "costate/Analysis/Activity.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"

namespace costate {

class CallDerivatives;

class ForwardSweep {
public:
  enum class Mode {
    Tangent, ///< floats have tangents; tangent memory lives and dies with the primal's
    Primal,  ///< floats have none; adjoint memory outlives the sweep, so do releases in the entry
             ///< block
  };

  ForwardSweep(const Activity &activity, const PointsTo &pointsTo, const ShadowPlacement &placement,
               Mode mode, CallDerivatives &calls, mlir::OpBuilder &builder)
      : activity(activity), pointsTo(pointsTo), placement(placement), mode(mode), calls(calls),
        builder(builder) {}

  /// Makes `primal` (and its companion, if any) known, for arguments.
  void map(mlir::Value primal, mlir::Value copy) { copies.map(primal, copy); }
  void setCompanion(mlir::Value primal, mlir::Value companion) { companions[primal] = companion; }

  /// Copies the operations of the primal function's block, except its terminator, to the builder's
  /// place. Fails after an error was reported.
  mlir::LogicalResult sweep(mlir::Block &primal);
  /// Whether an error was reported, also after the sweep.
  bool hasFailed() const { return failed; }

  /// The copy of a primal value.
  mlir::Value getCopy(mlir::Value primal) const { return copies.lookup(primal); }
  /// The copy of a structured operation.
  mlir::Operation *getCopy(mlir::Operation *primal) const { return operations.lookup(primal); }
  /// The companion; where the value has none, zero for floats and null for pointers to nothing.
  mlir::Value getCompanion(mlir::Value primal, mlir::Location location);
  bool hasCompanion(mlir::Value primal) const { return companions.contains(primal); }
  /// Refuses a pointer that crosses a call with its shadow and leads to memory without one.
  void requireShadows(mlir::Value pointer, mlir::Location location);
  /// Whether numbers and pointers share bytes in memory that the pointer leads to.
  bool sharesStorage(mlir::Value pointer) const;
  /// Whether the shadow of a pointer may be null.
  bool mayLackShadow(mlir::Value pointer) const { return activity.mayLackShadow(pointer); }
  /// Whether the reverse sweep may overwrite the shadow of a pointer that is stored at the address.
  bool mayLoseShadow(mlir::Value address) const;
  /// How often the `after` region of a while loop ran (a copy-side value of type i64).
  mlir::Value getTripCount(mlir::scf::WhileOp primal) const { return tripCounts.lookup(primal); }
  /// The scalars that the augmented primal of a rule kept for the vjp.
  llvm::ArrayRef<mlir::Value> getRuleState(mlir::Operation *call) const {
    auto found = ruleStates.find(call);
    return found == ruleStates.end() ? llvm::ArrayRef<mlir::Value>() : found->second;
  }
  /// Releases in the primal's own block that were left out (Mode::Primal): primal operations.
  llvm::ArrayRef<mlir::Operation *> getDeferredReleases() const { return deferredReleases; }
  /// Releases what only raises in the middle of the sweep need to find.
  void finishRegistries();

private:
  bool needsCompanion(mlir::Value primal) const;
  void sweepBody(mlir::Block &primal);
  void sweepOperation(mlir::Operation *op);
  void sweepPlain(mlir::Operation *op);
  void sweepFor(mlir::scf::ForOp op);
  void sweepWhile(mlir::scf::WhileOp op);
  void sweepBranch(mlir::Operation *op);
  void sweepAllocation(mlir::Operation *op);
  void sweepRelease(mlir::Operation *op);
  void createRegistries(mlir::Block &primal);
  void sweepCold(mlir::Block &primal);
  /// Emits the releases in front of a throw or another exit.
  void releaseBefore(mlir::Operation *exit);
  void registerShadow(mlir::Value shadow);
  void sweepLoad(mlir::Operation *op);
  void sweepStore(mlir::Operation *op);
  void sweepCopy(mlir::Operation *op);
  void sweepFill(mlir::Operation *op);
  void sweepOpaqueCall(mlir::Operation *op);
  void findMovedBlocks(mlir::Block &primal);
  void checkMovedBlock(mlir::Operation *blockSize);
  mlir::Value getShadowCount(mlir::Operation *heap);
  void sweepAddress(mlir::Operation *op);
  void sweepTape(mlir::Operation *op);
  void sweepTangent(mlir::Operation *op);
  void sweepCall(mlir::Operation *op);
  void sweepRuleCall(mlir::Operation *op);
  void checkActiveStore(mlir::Operation *op, mlir::Value address, bool storesVaried);
  void checkPointerStore(mlir::Operation *op, mlir::Value address, mlir::Value value);
  void checkBlockStore(mlir::Operation *op);
  /// Stops at run time where the condition does not hold.
  void emitStop(mlir::Value unless, llvm::StringRef message, mlir::Location location);
  /// Whether the shadow of a pointer is not null; null where it cannot be.
  mlir::Value emitHasShadow(mlir::Value pointer, mlir::Location location);
  /// Copies of the values, followed by the companions of those that `model` says need one.
  llvm::SmallVector<mlir::Value> widen(mlir::ValueRange values, mlir::ValueRange model,
                                       mlir::Location location);
  llvm::SmallVector<mlir::Type> widenTypes(mlir::ValueRange model);
  /// Binds values and companions in the order that `widen` made.
  void bind(mlir::ValueRange primal, mlir::ValueRange widened);
  void setLocations(mlir::ValueRange primal, mlir::ValueRange widened);

  const Activity &activity;
  const PointsTo &pointsTo;
  const ShadowPlacement &placement;
  Mode mode;
  CallDerivatives &calls;
  mlir::OpBuilder &builder;
  mlir::IRMapping copies;
  llvm::DenseMap<mlir::Value, mlir::Value> companions;
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> operations;
  llvm::DenseMap<mlir::Operation *, mlir::Value> tripCounts;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Value>> ruleStates;
  llvm::SmallVector<mlir::Operation *> deferredReleases;
  /// Shadow memory that a throw has to release: allocated in the function's own block, ...
  llvm::SmallVector<mlir::Value> rootShadows;
  /// ... and elsewhere: a tape of pointers and their number for each type.
  struct Registry {
    mlir::Value tape, count;
  };
  llvm::MapVector<mlir::Type, Registry> registries;
  /// Allocations whose blocks `realloc` may move: their shadows have room for what is copied.
  llvm::DenseSet<mlir::Operation *> movedBlocks;
  bool inCold = false;
  bool failed = false;
};

/// The location of a derivative value: that of the primal, its name with a suffix (`_bar`, `_dot`).
mlir::Location withSuffix(mlir::Location primal, llvm::StringRef suffix);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_FORWARDSWEEP_H
