// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the calls that are left after inlining (recursive functions) may do to memory that their
// caller can name. A fixed point over all functions that can be reached from one.
//
// Property: what a summary leaves out does not happen in any run.

#ifndef COSTATE_ANALYSIS_CALLEFFECTS_H
#define COSTATE_ANALYSIS_CALLEFFECTS_H

#include "costate/Analysis/ConnectedTypes.h"
#include "costate/Analysis/HiddenContents.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallBitVector.h"

namespace costate {

struct CallSummary {
  /// Per argument: memory that can be reached through it may be written, or released.
  llvm::SmallBitVector written, released;
  /// Memory that is reached in another way (globals) may be written or released.
  bool writesElsewhere = false;
  /// Pointers may be stored in memory that the caller can name.
  bool storesPointers = false;
  /// Pointers in globals that are no constants may be accessed, or globals be given away.
  bool touchesGlobals = false;
  /// Memory may be accessed as another type than the one that pointers to it have, by code whose
  /// casts are not known.
  bool ignoresTypes = false;
  /// The types of what is allocated.
  llvm::SmallVector<mlir::Type> allocated;

  bool operator==(const CallSummary &other) const = default;
};

class CallEffects {
public:
  /// Of the functions that `root` calls, directly or not.
  explicit CallEffects(mlir::func::FuncOp root);

  const CallSummary &get(mlir::func::CallOp call) const;
  const CallSummary &get(mlir::func::FuncOp function) const;
  /// The functions, in the order in which they are found.
  llvm::SmallVector<mlir::func::FuncOp> getFunctions() const;
  /// What raw storage holds, in all of them and in `root`.
  const HiddenContents &getHiddenContents() const { return hiddenContents; }
  /// What they take objects for.
  const ConnectedTypes &getConnectedTypes() const { return connectedTypes; }

private:
  CallSummary summarize(mlir::func::FuncOp function) const;

  llvm::MapVector<mlir::Operation *, CallSummary> summaries;
  HiddenContents hiddenContents;
  ConnectedTypes connectedTypes;
};

/// The function that a call names.
mlir::func::FuncOp getCallee(mlir::func::CallOp call);

} // namespace costate

#endif // COSTATE_ANALYSIS_CALLEFFECTS_H
