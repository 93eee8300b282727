// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies for the functions of the C++ library that its headers declare only: those that work on the
// links of nodes, and members of exceptions. They are templates in a text that precedes the
// translation unit, instantiated when the importer meets such a function.

#ifndef COSTATE_LIB_FRONTEND_LIBRARYBODIES_H
#define COSTATE_LIB_FRONTEND_LIBRARYBODIES_H

#include "clang/Basic/SourceLocation.h"

namespace clang {
class FunctionDecl;
class Sema;
} // namespace clang

namespace costate::frontend {

/// What stands for a function of the library without a body: it takes the object first, then the
/// parameters. Null if there is nothing.
const clang::FunctionDecl *findLibraryBody(clang::Sema &sema, const clang::FunctionDecl *function,
                                           clang::SourceLocation location);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_LIBRARYBODIES_H
