// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arguments of the functions that allocate, copy and fill bytes.

#ifndef COSTATE_LIB_FRONTEND_MEMORYARGUMENTS_H
#define COSTATE_LIB_FRONTEND_MEMORYARGUMENTS_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// Compile-time value of an integer expression.
std::optional<uint64_t> getConstantBytes(const Expr *expression, const clang::ASTContext &ast);

/// The pointer that was converted to `void *` for a memory function.
const Expr *getTypedPointer(const Expr *argument);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_MEMORYARGUMENTS_H
