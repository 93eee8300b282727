// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the user's own code calls `costate::gradient<f>` and the like. Only for diagnostics: the
// requests themselves are found among template instances, whose positions lie in costate's header.

#ifndef COSTATE_LIB_FRONTEND_APIUSES_H
#define COSTATE_LIB_FRONTEND_APIUSES_H

#include "costate/Dialect/AD/AD.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace costate::frontend {

class ApiUses {
public:
  /// Looks through the declarations outside of system headers.
  explicit ApiUses(clang::ASTContext &ast);

  /// The first use in the file's order for this function or class of callables in this mode, else
  /// in any mode; invalid when there is none, as in a template that is used elsewhere.
  clang::SourceLocation find(const clang::Decl *target, ad::Mode mode) const;
  /// The first use with an argument of this class.
  clang::SourceLocation findArgument(const clang::Decl *record) const;

private:
  void record(const clang::FunctionDecl *api, clang::SourceLocation location);

  static constexpr unsigned anyMode = ~0u, argument = anyMode - 1;
  llvm::DenseMap<std::pair<const clang::Decl *, unsigned>, clang::SourceLocation> uses;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_APIUSES_H
