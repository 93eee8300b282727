// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that clang makes only when something needs them: template instances, implicit and
// defaulted members.

#ifndef COSTATE_LIB_FRONTEND_DEFINITIONS_H
#define COSTATE_LIB_FRONTEND_DEFINITIONS_H

#include "clang/Basic/SourceLocation.h"

namespace clang {
class FunctionDecl;
class Sema;
} // namespace clang

namespace costate::frontend {

/// The declaration of `function` that has a body, which is made now if it can be; null: there is
/// none in this translation unit.
const clang::FunctionDecl *findDefinition(clang::Sema &sema, const clang::FunctionDecl *function,
                                          clang::SourceLocation location);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_DEFINITIONS_H
