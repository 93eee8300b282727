// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions while functions are inlined. A raise that unwinds through clean-ups gets a copy of
// them in front; one that a handler takes becomes a jump to it, because the static type of what is
// thrown is known. What leaves the function stays `cxx.raise`.

#ifndef COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H
#define COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace costate {

/// Turns an invoke into a call and a jump; `unwind` receives where exceptions go.
mlir::func::CallOp splitInvoke(cxx::InvokeOp invoke, mlir::Block *&unwind);

class ExceptionResolver {
public:
  using ProcessCall = llvm::function_ref<llvm::LogicalResult(mlir::func::CallOp)>;

  explicit ExceptionResolver(mlir::func::FuncOp function) : function(function) {}

  /// What was inlined from `start` up to `end` may throw to `unwind`: resolves each raise there.
  llvm::LogicalResult resolve(llvm::ArrayRef<mlir::Operation *> inlined, mlir::Block *unwind);

  /// After all calls: resolves the function's own throws and rethrows, ends handlers, and erases
  /// what nothing reaches. `processCall` inlines calls of destructors.
  llvm::LogicalResult finish(ProcessCall processCall);

private:
  /// `rethrown`: the handler's object if the raise is a rethrow.
  llvm::LogicalResult resolve(cxx::RaiseOp raise, mlir::Block *unwind, mlir::Value rethrown = {});
  mlir::Block *chooseSuccessor(cxx::DispatchOp dispatch, cxx::RaiseOp raise,
                               std::optional<unsigned> &handler);
  void enterHandler(cxx::DispatchOp dispatch, unsigned handler, cxx::RaiseOp raise);
  llvm::LogicalResult resolveRethrow(cxx::RethrowOp rethrow);
  llvm::LogicalResult resolveEndCatch(cxx::EndCatchOp end, ProcessCall processCall);
  void bindHandlers();
  bool bindHandler(mlir::Block *handler);
  void terminateRaises();
  int32_t getKind(cxx::ExceptionAttr exception);
  void eraseUnreachable();

  mlir::func::FuncOp function;
  /// The types that reach each handler.
  llvm::MapVector<mlir::Block *, llvm::SmallSetVector<cxx::ExceptionAttr, 2>> handled;
  llvm::SetVector<cxx::ExceptionAttr> kinds;
  bool hasFailed = false;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H
