// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which operations and values of a function in structured form influence an effect or a result.
// Optimistic: everything is dead until something live needs it, so cycles that only feed themselves
// stay dead. Private storage (an alloca or alloc whose address stays in access paths) takes part: a
// store to it is live only when a live operation reads the storage.

#ifndef COSTATE_LIB_TRANSFORMS_LIVENESS_H
#define COSTATE_LIB_TRANSFORMS_LIVENESS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace costate {

class Liveness {
public:
  explicit Liveness(mlir::func::FuncOp function);

  bool isLive(mlir::Operation *op) const { return liveOps.contains(op); }
  bool isLive(mlir::Value value) const { return liveValues.contains(value); }

private:
  /// Everything that writes private storage, and what releases it.
  struct Storage {
    llvm::SmallVector<mlir::Operation *> writers, releases;
  };

  void collectStorage();
  bool collectUses(mlir::Value address, Storage &storage,
                   llvm::SmallVectorImpl<mlir::Operation *> &readers);
  void markRoots();
  bool isRoot(mlir::Operation *op) const;
  void markOperation(mlir::Operation *op);
  void markValue(mlir::Value value);
  void visitOperation(mlir::Operation *op);
  void visitValue(mlir::Value value);
  void visitResult(mlir::OpResult result);
  void visitArgument(mlir::BlockArgument argument);
  void visitStorage(mlir::Operation *op);

  mlir::func::FuncOp function;
  llvm::DenseSet<mlir::Operation *> liveOps;
  llvm::DenseSet<mlir::Value> liveValues;
  llvm::SmallVector<mlir::Operation *> pendingOps;
  llvm::SmallVector<mlir::Value> pendingValues;
  /// Private storage by its allocation, and the allocations that an access touches.
  llvm::DenseMap<mlir::Operation *, Storage> storages;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Operation *, 1>> reads;
  llvm::DenseSet<mlir::Operation *> privateWriters;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_LIVENESS_H
