// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// May two accesses touch the same memory, and can memory change between an access and the end of
// the forward sweep?
//
// Property: `mayAlias` is false only if the accesses never overlap in any run that keeps the
// request's contract: an argument that is written through overlaps no other pointer argument
// (docs/Contract.md), unless `mayAliasArguments` gives it up. Objects and places in them come from
// PointsTo; inside one object, accesses of different scalar types and different fields of one
// record type are distinct (strict aliasing), unless the object is known to hold different types in
// turn.

#ifndef COSTATE_ANALYSIS_ALIASING_H
#define COSTATE_ANALYSIS_ALIASING_H

#include "costate/Analysis/PointsTo.h"

namespace costate {

class Aliasing {
public:
  /// `effects`: what calls do; needed if there are any. `isCalled`: the function is called by
  /// another one of the derivative, which may change what both can name after the call.
  Aliasing(mlir::func::FuncOp function, const PointsTo &pointsTo, bool mayAliasArguments,
           const CallEffects *effects = nullptr, bool isCalled = false);

  /// Whether two addresses, accessed with their pointees' types, may overlap.
  bool mayAlias(mlir::Value first, mlir::Value second) const;
  bool mayAliasObjects(ObjectId first, ObjectId second) const;

  /// Operations that may change the memory that `address` names (stores, copies, fills, releases,
  /// calls), in program order.
  llvm::SmallVector<mlir::Operation *> getWriters(mlir::Value address) const;

  /// Whether the memory read by `read` at `address` still holds what was read when the function's
  /// last operation is done, for every execution of `read`. `ignoreReleases`: a cxx.dealloc in the
  /// function's own block does not count, since the derivative moves it to its end.
  bool isUnchangedAfter(mlir::Operation *read, mlir::Value address) const;

  /// The same for everything in the objects that the address may point to.
  bool areObjectsUnchangedAfter(mlir::Operation *read, mlir::Value address) const;

private:
  bool mayCallWrite(mlir::Operation *call, mlir::Value address) const;
  /// Whether the function's caller may name the object after the call.
  bool isVisibleToCaller(ObjectId object) const { return visibleToCaller.contains(object); }

  bool isForeign(mlir::Value address) const;
  bool mayOpaqueWrite(mlir::Operation *op, mlir::Value address) const;
  bool mayRuleWrite(mlir::Operation *call, mlir::Value address) const;
  /// Private objects of which one part is accessed as several types.
  void findRetyped();
  bool shareRetyped(mlir::Value first, mlir::Value second) const;
  bool mayOverlap(mlir::Value first, std::optional<uint64_t> firstSize, mlir::Value second,
                  std::optional<uint64_t> secondSize) const;

  llvm::DenseSet<ObjectId> retyped;
  mlir::Operation *function;
  const PointsTo &pointsTo;
  bool mayAliasArguments;
  const CallEffects *effects;
  ObjectSet visibleToCaller;
  llvm::SmallVector<mlir::Operation *> writers;
  /// There are calls of functions of unknown body.
  bool hasOpaqueCalls = false;
};

/// Whether `later` can be executed after an execution of `earlier`, in one call of their function.
bool canExecuteAfter(mlir::Operation *later, mlir::Operation *earlier);

} // namespace costate

#endif // COSTATE_ANALYSIS_ALIASING_H
