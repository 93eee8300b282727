// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_ALIGNEDBLOCKS_H
#define COSTATE_LIB_TRANSFORMS_ALIGNEDBLOCKS_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace costate {

/// Recognizes blocks whose address the program rounds up by itself:
///
///   block = malloc(size + a);  p = (block & ~(a - 1)) + a;  ((void **)p)[-1] = block;
///   free(((void **)p)[-1]);
///
/// as `aligned_malloc` and `aligned_free`. What stands in front of the objects is not part of them
/// then. Nothing is such a release where nothing is such an allocation. Fails, with a diagnostic,
/// where the program uses what stands in front otherwise.
mlir::LogicalResult findAlignedBlocks(mlir::ModuleOp module);

/// Refuses `free` of what `aligned_malloc` gave, and the other way round.
mlir::LogicalResult checkAlignedBlocks(mlir::func::FuncOp function);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_ALIGNEDBLOCKS_H
