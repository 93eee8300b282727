// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether an operation may change what a load reads. Two reasons that it does not: the objects
// differ, or their types do, by the rule that clang uses as well: an object is accessed as its own
// type or as characters. The engine's own analyses of aliasing are finer; these serve before it.

#ifndef COSTATE_LIB_TRANSFORMS_LOADINTERFERENCE_H
#define COSTATE_LIB_TRANSFORMS_LOADINTERFERENCE_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate {

/// Whether `op` itself, without its regions, may write what `load` reads.
bool mayWrite(mlir::Operation *op, cxx::LoadOp load);

/// Whether `op` or an operation in its regions may write what `load` reads.
bool mayWriteInside(mlir::Operation *op, cxx::LoadOp load);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_LOADINTERFERENCE_H
