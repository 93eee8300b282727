// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stop at a read of a static variable that this call of the function has not written.

#ifndef COSTATE_LIB_TRANSFORMS_STATICREADS_H
#define COSTATE_LIB_TRANSFORMS_STATICREADS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace costate {

/// Stops the program unless the variable was written.
void emitStaticReadCheck(mlir::OpBuilder &builder, mlir::Location location,
                         mlir::func::FuncOp function, mlir::Value isWritten,
                         llvm::StringRef variable);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_STATICREADS_H
