// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions while functions are inlined. A raise that unwinds through clean-ups gets a copy of
// them in front; one that a handler takes becomes a jump to it, because the static type of what is
// thrown is known. What leaves the function stays `cxx.raise`.

#ifndef COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H
#define COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H

#include "PointerPaths.h"
#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace costate {

/// Call or resume: unit; an exception that would leave it ends the program.
inline constexpr llvm::StringLiteral terminatesAttribute = "cxx.terminates";

using ExceptionSet = llvm::SmallSetVector<cxx::ExceptionAttr, 2>;

/// The types of exceptions, by number; one numbering for a module.
class ExceptionKinds {
public:
  int32_t getKind(cxx::ExceptionAttr exception);
  /// The types whose number the value may be.
  ExceptionSet findPossible(mlir::Value kind) const;

private:
  llvm::SetVector<cxx::ExceptionAttr> kinds;
};

/// The end of the program.
void emitTerminate(mlir::OpBuilder &builder, mlir::Location location);

/// A handler cannot tell what a function without a body throws.
llvm::LogicalResult refuseOpaque(cxx::InactiveCallOp call);

/// Whether unwinding from here may reach a handler of the function.
bool leadsToHandler(mlir::Block *unwind);

/// The blocks that control may reach from one, that one first.
llvm::SetVector<mlir::Block *> findReachable(mlir::Block *from);

/// Turns an invoke into a call and a jump; `unwind` receives where exceptions go.
mlir::func::CallOp splitInvoke(cxx::InvokeOp invoke, mlir::Block *&unwind);

struct UnwindChain;

class ExceptionResolver {
public:
  using ProcessCall = llvm::function_ref<llvm::LogicalResult(mlir::func::CallOp)>;

  ExceptionResolver(mlir::func::FuncOp function, ExceptionKinds &kinds)
      : function(function), kinds(kinds) {}

  /// What was inlined may throw to `unwind`: resolves each raise there. A call that is left becomes
  /// an invoke: its callee is known later, or stays a function.
  llvm::LogicalResult resolve(llvm::ArrayRef<mlir::Operation *> inlined, mlir::Block *unwind);

  /// What was inlined throws where nothing may be thrown.
  void terminate(llvm::ArrayRef<mlir::Operation *> inlined);

  /// After all calls: resolves the function's own throws and rethrows, ends handlers, and erases
  /// what nothing reaches. `processCall` inlines calls of destructors. Handlers wait while invokes
  /// are left: what reaches them is not known.
  llvm::LogicalResult finish(ProcessCall processCall);

  /// Erases what nothing reaches; objects that are thrown to handlers only become locals.
  void tidy() {
    eraseUnreachable();
    bindHandlers();
  }
  /// Whether invokes are left.
  bool isPending();
  /// What happens to an exception that is thrown with that unwind block.
  enum class Fate { Taken, Leaves, Terminates };
  Fate findFate(cxx::ExceptionAttr exception, mlir::Location location, mlir::Block *unwind);
  bool hasRefused() const { return hasFailed; }

private:
  /// `rethrown`: the handler's object if the raise is a rethrow.
  llvm::LogicalResult resolve(cxx::RaiseOp raise, mlir::Block *unwind, mlir::Value rethrown = {});
  mlir::Block *chooseSuccessor(cxx::DispatchOp dispatch, cxx::ExceptionAttr thrown,
                               mlir::Location location, std::optional<unsigned> &handler);
  UnwindChain findChain(cxx::ExceptionAttr thrown, mlir::Location location, mlir::Block *unwind);
  void enterHandler(cxx::DispatchOp dispatch, unsigned handler, cxx::RaiseOp raise);
  llvm::LogicalResult resolveThrows();
  llvm::LogicalResult resolveHandlers(ProcessCall processCall);
  llvm::LogicalResult resolveRethrow(cxx::RethrowOp rethrow);
  llvm::LogicalResult resolveEndCatch(cxx::EndCatchOp end, ProcessCall processCall);
  void bindHandlers();
  bool bindHandler(mlir::Block *handler);
  void terminateRaises();
  void eraseUnreachable();

  mlir::func::FuncOp function;
  ExceptionKinds &kinds;
  /// The blocks that start handlers.
  llvm::SetVector<mlir::Block *> handlers;
  bool hasFailed = false;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_RESOLVEEXCEPTIONS_H
