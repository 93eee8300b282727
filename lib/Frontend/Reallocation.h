// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of `realloc` and `reallocarray`.

#ifndef COSTATE_LIB_FRONTEND_REALLOCATION_H
#define COSTATE_LIB_FRONTEND_REALLOCATION_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// `(T *)realloc(...)` where the number of objects is visible; none: it is not, and neither is that
/// of a pointer to void.
std::optional<Value> emitTypedReallocation(FunctionImporter &importer, const clang::CallExpr *call,
                                           QualType pointee);

/// The same as bytes.
Value emitReallocation(FunctionImporter &importer, const clang::CallExpr *call);

/// Eigen's `realloc` and `free` of a block that it aligned by hand; none: the function is another
/// one. `malloc` is recognized by what it does (`AlignedBlocks`).
std::optional<Value> emitAlignedBlockCall(FunctionImporter &importer, const clang::CallExpr *call,
                                          const clang::FunctionDecl *callee);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_REALLOCATION_H
