// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static variables: which of them are constants in all but name, because nothing in the translation
// unit writes them, and which nobody but one function can reach.

#ifndef COSTATE_LIB_FRONTEND_STATICSTATE_H
#define COSTATE_LIB_FRONTEND_STATICSTATE_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace clang {
class ASTContext;
class Decl;
class FunctionDecl;
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
  /// True for a variable of internal linkage that is reached through calls of the function only: no
  /// other way leads from outside of the translation unit to a use of it.
  bool isReachedThrough(const clang::VarDecl *variable, const clang::FunctionDecl *function);

private:
  /// The functions that name something; null for initializers of global variables.
  using Users = llvm::SmallSetVector<const clang::FunctionDecl *, 4>;

  void collectUsers();

  clang::ASTContext &ast;
  bool collected = false, collectedUsers = false;
  llvm::DenseSet<const clang::VarDecl *> written;
  llvm::DenseMap<const clang::Decl *, Users> users;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_STATICSTATE_H
