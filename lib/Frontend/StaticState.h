// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static variables that are constants in all but name: nothing in the translation unit writes them.

#ifndef COSTATE_LIB_FRONTEND_STATICSTATE_H
#define COSTATE_LIB_FRONTEND_STATICSTATE_H

#include "llvm/ADT/DenseSet.h"

namespace clang {
class ASTContext;
class VarDecl;
} // namespace clang

namespace costate::frontend {

/// Which variables the translation unit may write; looks through it once, when first asked.
class StaticState {
public:
  explicit StaticState(clang::ASTContext &ast) : ast(ast) {}

  /// True for a variable of internal linkage whose every use reads it, or passes it on as `const T
  /// *`.
  bool isNeverWritten(const clang::VarDecl *variable);

private:
  clang::ASTContext &ast;
  bool collected = false;
  llvm::DenseSet<const clang::VarDecl *> written;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_STATICSTATE_H
