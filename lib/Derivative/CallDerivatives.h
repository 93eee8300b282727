// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The derivatives of the functions that are left after inlining, which are recursive: for each
// variant a tangent function (forward mode), or an augmented primal and a pullback (reverse mode).
// They are declared when the first call needs them and filled afterwards, so cycles need no care.
//
//   tangent    primal arguments, companions of active ones   → results, companions of active ones
//   augmented  primal arguments, shadows of active pointers  → results, shadows of active pointers
//   pullback   adjoints of active float results              → adjoints of active float arguments
//
// All of reverse mode's functions take the shared tapes as well (SharedTapes.h): what a pullback
// needs of its augmented primal lies there.

#ifndef COSTATE_LIB_DERIVATIVE_CALLDERIVATIVES_H
#define COSTATE_LIB_DERIVATIVE_CALLDERIVATIVES_H

#include "ForwardSweep.h"
#include "TapeBalance.h"

namespace costate {

class CallDerivatives {
public:
  CallDerivatives(CallActivity &activity, mlir::func::FuncOp primal, ForwardSweep::Mode mode)
      : activity(activity), module(primal->getParentOfType<mlir::ModuleOp>()), mode(mode) {}

  /// What stands for a call of the variant in the forward sweep, and in the reverse sweep.
  mlir::func::FuncOp getForward(const CallVariant &variant) { return get(variant).forward; }
  mlir::func::FuncOp getPullback(const CallVariant &variant) { return get(variant).pullback; }
  const CallActivity::Outcome &getOutcome(const CallVariant &variant) {
    return activity.getOutcome(variant);
  }

  /// Fills all functions. Fails after an error was reported.
  mlir::LogicalResult generate();
  llvm::ArrayRef<mlir::func::FuncOp> getFunctions() const { return functions; }
  /// Of reverse mode: the two halves of each function's derivative.
  llvm::SmallVector<SweepFunctions> getSweeps() const;

private:
  struct Functions {
    mlir::func::FuncOp forward, pullback;
  };
  Functions &get(const CallVariant &variant);
  Functions declare(const CallVariant &variant);
  mlir::func::FuncOp declareFunction(mlir::func::FuncOp primal, llvm::StringRef suffix,
                                     mlir::TypeRange types, mlir::TypeRange results);
  mlir::LogicalResult fillTangent(const CallVariant &variant, mlir::func::FuncOp tangent);
  mlir::LogicalResult fillReverse(const CallVariant &variant, Functions made);

  CallActivity &activity;
  mlir::ModuleOp module;
  ForwardSweep::Mode mode;
  std::map<CallVariant, Functions> known;
  llvm::SmallVector<CallVariant> pending;
  llvm::SmallVector<mlir::func::FuncOp> functions;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_CALLDERIVATIVES_H
