// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of integers that do what only the original can do. They have a body, but are called as
// they are.

#ifndef COSTATE_LIB_FRONTEND_OPAQUEFUNCTIONS_H
#define COSTATE_LIB_FRONTEND_OPAQUEFUNCTIONS_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace clang {
class FunctionDecl;
class Stmt;
} // namespace clang

namespace costate::frontend {

class FunctionImporter;

/// Whether a function of a header can neither read nor write anything with a derivative by its
/// type, and does what only the original can do: has a static variable that is initialized when it
/// is first called, or inline assembly.
bool isOpaqueByType(const clang::FunctionDecl *function);

/// Whether inline assembly is no instruction: a comment or a barrier for the optimizer, which
/// leaves its operands as they are.
bool isAssemblyComment(const clang::Stmt *statement);

/// What the printer and the analyses have to know about a call of a function of integers.
void describeOpaqueCall(FunctionImporter &importer, cxx::InactiveCallOp call,
                        const clang::FunctionDecl *callee);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_OPAQUEFUNCTIONS_H
