// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which values and memory objects carry a derivative.
//
// Properties, over floating-point SSA values and places in memory of one normalized function:
//   varied: may depend differentiably on a differentiated input (forward closure),
//   useful: a differentiated output may depend differentiably on it (backward closure),
//   active: varied and useful.
// Flow-insensitive over memory (Hascoet, Naumann, Pascual 2005 name the sets). "Inactive" is
// proved: an operation that this analysis does not know makes its float results varied and its
// float operands useful. Pointers are `mirrored` when they may point into an object with an active
// place, or with a mirrored pointer: they need a shadow pointer. It is null where they point to
// memory of the caller that has no derivative.

#ifndef COSTATE_ANALYSIS_ACTIVITY_H
#define COSTATE_ANALYSIS_ACTIVITY_H

#include "costate/Analysis/CallActivity.h"
#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "llvm/ADT/DenseSet.h"

namespace costate {

/// What a derivative is taken of.
struct ActivityRequest {
  /// Indices of arguments that are differentiated. Pointers: both input and output.
  llvm::SmallVector<unsigned> wrt;
  /// Indices of results whose derivative is wanted; pointers: whose shadow is wanted.
  llvm::SmallVector<unsigned> results;
  /// Forward mode: everything varied counts as useful.
  bool variedIsActive = false;
  /// A function that stayed a function: who calls it gives shadows of what may hold numbers.
  bool isCalled = false;
  /// What calls of recursive functions do; needed if there are any.
  CallActivity *calls = nullptr;
};

class Activity {
public:
  Activity(mlir::func::FuncOp function, const PointsTo &pointsTo, const ActivityRequest &request);

  bool isVaried(mlir::Value value) const { return variedValues.contains(value); }
  bool isActive(mlir::Value value) const {
    return variedValues.contains(value) && (variedIsActive || usefulValues.contains(value));
  }
  /// Whether a part of the object is varied, or active.
  bool isVariedObject(ObjectId object) const;
  bool isActiveObject(ObjectId object) const;
  bool isMirroredObject(ObjectId object) const { return mirroredObjects.contains(object); }
  /// Whether memory at this address (the pointee, or `size` bytes) may carry a derivative.
  bool isActiveAddress(mlir::Value pointer, std::optional<uint64_t> size = {}) const;
  /// Whether one of the places may carry a derivative.
  bool isActivePlaces(const CellSet &places) const;
  /// Whether memory at this address may hold a value that depends on an input.
  bool isVariedAddress(mlir::Value pointer) const;
  /// Whether the pointer needs a shadow.
  bool isMirrored(mlir::Value pointer) const;
  /// Code that ends in a throw: carries no derivative, and nothing in it is reversed.
  const cxx::ColdCode &getColdCode() const { return cold; }
  /// Whether something varied can be reached through the pointer.
  bool leadsToVaried(mlir::Value pointer) const;
  /// The variant of its callee that a call needs.
  CallVariant getVariant(mlir::func::CallOp call) const;
  /// Whether a derivative flows through the call.
  bool isActiveCall(mlir::func::CallOp call) const;
  /// What is known of calls; null if the function has none.
  CallActivity *getCalls() const { return calls; }
  /// Whether a call of a function with rules (`ad.rule_call`) has a derivative.
  bool isActiveRuleCall(mlir::Operation *call) const;
  /// Whether the function is one that others call.
  bool isOfCalled() const { return isCalled; }
  /// Whether a mirrored pointer may also point to memory that has no shadow: its own is null then.
  /// So it may be where another function made the memory and its type shows integers only.
  bool mayLackShadow(mlir::Value pointer) const;
  /// The same, but for memory that has no shadow since its type shows no number.
  bool mayLeadToPlain(mlir::Value pointer) const;
  /// Whether pointers that need a shadow may be stored in memory at this address.
  bool holdsMirrored(mlir::Value pointer) const;

private:
  bool isShadowGiven(ObjectId object) const;
  bool propagateVaried(mlir::Operation *op);
  bool propagateUseful(mlir::Operation *op);
  bool propagateVariedCall(mlir::func::CallOp call);
  bool propagateUsefulCall(mlir::func::CallOp call);
  bool markReachable(mlir::Value pointer, llvm::DenseSet<CellId> &marked) const;
  bool markVaried(mlir::Value value);
  bool markUseful(mlir::Value value);
  bool markPlaces(mlir::Value address, llvm::DenseSet<CellId> &marked);
  void closeMirrored();
  bool propagateVariedRule(mlir::Operation *op);
  bool propagateUsefulRule(mlir::Operation *op);
  void mirrorRuleArguments(mlir::Operation *op);

  mlir::func::FuncOp function;
  const PointsTo &pointsTo;
  cxx::ColdCode cold;
  bool variedIsActive, isCalled;
  CallActivity *calls;
  llvm::DenseSet<mlir::Value> variedValues, usefulValues;
  llvm::DenseSet<CellId> variedCells, usefulCells;
  /// Objects of the caller whose shadows the caller gives.
  llvm::DenseSet<ObjectId> inputObjects;
  llvm::DenseSet<ObjectId> mirroredObjects;
};

/// Whether a value of this operation depends differentiably on a float operand: false for
/// comparisons, conversions to integers and everything without float results.
bool carriesDerivative(mlir::Operation *op);

} // namespace costate

#endif // COSTATE_ANALYSIS_ACTIVITY_H
