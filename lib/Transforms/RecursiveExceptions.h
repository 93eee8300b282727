// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions of recursive functions. These stay functions, so what they throw cannot become a jump
// in their callers. Where a caller has to do something about it (a handler, destructors), such a
// function returns the number of what left it, and puts the object into storage of its caller, who
// tests the number and throws the object on.

#ifndef COSTATE_LIB_TRANSFORMS_RECURSIVEEXCEPTIONS_H
#define COSTATE_LIB_TRANSFORMS_RECURSIVEEXCEPTIONS_H

#include "ResolveExceptions.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringSet.h"

namespace costate {

/// Inlines the call of a destructor that a handler makes at its end.
using ProcessDestructor = llvm::function_ref<llvm::LogicalResult(
    mlir::func::FuncOp, ExceptionResolver &, mlir::func::CallOp)>;

/// No invoke is left afterwards. The functions whose interface has to stay are `requested`, or
/// visible to others.
llvm::LogicalResult reportRecursiveExceptions(mlir::ModuleOp module,
                                              llvm::ArrayRef<mlir::func::FuncOp> functions,
                                              ExceptionKinds &kinds,
                                              const llvm::StringSet<> &requested,
                                              ProcessDestructor processDestructor);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_RECURSIVEEXCEPTIONS_H
