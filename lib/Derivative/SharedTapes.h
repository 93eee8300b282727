// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tapes that all regions of a derivative share, and the derivatives of recursive functions with
// it: one per type, made by the outermost derivative and handed down. They are last-in first-out
// over all loops and calls, since each execution of a region pushes what it records at its end, and
// its reversal pops that at its start.
//
// While bodies are generated, each function names its tapes by placeholders; once all are known,
// arguments and operands take their place.

#ifndef COSTATE_LIB_DERIVATIVE_SHAREDTAPES_H
#define COSTATE_LIB_DERIVATIVE_SHAREDTAPES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/ArrayRef.h"

namespace costate {

/// The tape of an element type in the function whose entry block is given: a placeholder.
mlir::Value getSharedTape(mlir::Block &entry, mlir::Type element);

/// Whether the operation is such a placeholder.
bool isSharedTape(mlir::Operation *op);

/// Gives the functions the tapes that they and the functions they call use, as arguments; the root,
/// which calls them, makes the tapes at the start of its block and releases them at the builder's
/// place.
void passSharedTapes(llvm::ArrayRef<mlir::func::FuncOp> functions, mlir::func::FuncOp root,
                     mlir::OpBuilder &builder);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SHAREDTAPES_H
