// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Library mathematics by name: which functions there are, and the operation of each.

#ifndef COSTATE_LIB_FRONTEND_MATHFUNCTIONS_H
#define COSTATE_LIB_FRONTEND_MATHFUNCTIONS_H

#include "llvm/ADT/StringRef.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace costate::frontend {

/// The name of a C library function or compiler builtin without `__builtin_`; empty when the
/// function is the user's own.
llvm::StringRef getLibraryName(const clang::FunctionDecl *function);

/// True for functions that `emitMathCall` turns into operations.
bool isMathFunction(const clang::FunctionDecl *function);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_MATHFUNCTIONS_H
