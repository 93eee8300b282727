// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls through function pointers and virtual tables: what they call, as far as it can be told, and
// a choice at run time between everything that they may call otherwise.

#ifndef COSTATE_LIB_TRANSFORMS_INDIRECTCALLS_H
#define COSTATE_LIB_TRANSFORMS_INDIRECTCALLS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SetVector.h"

namespace costate {

/// Call: names of the functions through which it was inlined, for calls that are resolved late.
inline constexpr llvm::StringLiteral viaAttribute = "cxx.via";

/// What the names of a function's copy without derivatives, and of the function that calls it by
/// its rules, end with.
inline constexpr llvm::StringLiteral inactiveSuffix = ".inactive", ruledSuffix = ".ruled";

/// True for a function that stands for calls whose callee is not known.
bool isIndirectCallee(mlir::func::FuncOp function);

/// What was inlined with `from` came through the same functions.
void inheritPassages(mlir::func::CallOp from, mlir::Operation *inlined);

/// The functions that calls and invokes name. An index: functions may be added, but none may be
/// erased or get another name while this is in use.
class NamedCallees {
public:
  explicit NamedCallees(mlir::ModuleOp module);
  /// Null for other operations.
  mlir::func::FuncOp lookup(mlir::Operation *call);

private:
  mlir::ModuleOp module;
  llvm::DenseMap<mlir::StringAttr, mlir::func::FuncOp> known;
};

/// Functions that a cycle of calls returns to, which are not inlined.
using RecursiveFunctions = llvm::SetVector<mlir::func::FuncOp>;

/// Replaces indirect calls of one function by direct ones.
class IndirectCallResolver {
public:
  IndirectCallResolver(mlir::ModuleOp module, NamedCallees &callees, RecursiveFunctions &recursive)
      : module(module), callees(callees), recursive(recursive) {}

  /// The calls and invokes of `function` that stand for something else.
  llvm::SmallVector<mlir::Operation *> collect(mlir::func::FuncOp function);
  /// Makes the calls direct whose address is known; true if there was one.
  llvm::FailureOr<bool> resolveKnown(mlir::func::FuncOp function);
  /// Makes all calls that are left choose at run time.
  llvm::LogicalResult resolveUnknown(mlir::func::FuncOp function);

private:
  struct Candidate {
    std::string symbol;
    int64_t offset = 0;
    std::string callee;
    /// From the static class of the object to the class of the function, in bytes.
    int64_t adjustment = 0;
    bool internal = false;
    /// From the function's result to the call's, in bytes.
    int64_t result = 0;
    /// Calls through pointers to members: what the pointer adds to the object's address.
    std::optional<int64_t> shift = std::nullopt;
    /// The object among the call's arguments, where its hidden pointer is what decides further.
    std::optional<unsigned> object = std::nullopt;
  };
  llvm::ArrayRef<Candidate> getCandidates(mlir::func::FuncOp indirect);
  mlir::func::FuncOp getDispatcher(mlir::func::FuncOp indirect, mlir::Location location);
  llvm::LogicalResult replaceBy(mlir::Operation *call, const Candidate &candidate);
  mlir::func::FuncOp findCallee(mlir::Operation *user, mlir::func::FuncOp indirect,
                                const Candidate &candidate);
  mlir::func::FuncOp getThunk(mlir::func::FuncOp indirect, mlir::func::FuncOp callee,
                              const Candidate &candidate);

  mlir::ModuleOp module;
  NamedCallees &callees;
  RecursiveFunctions &recursive;
  llvm::DenseMap<mlir::func::FuncOp, std::unique_ptr<llvm::SmallVector<Candidate>>> candidates;
  llvm::DenseMap<mlir::func::FuncOp, mlir::func::FuncOp> dispatchers;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_INDIRECTCALLS_H
