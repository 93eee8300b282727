// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The annotations `[[costate::grad("x, p", "name")]]`, ... that a translation unit contains. They
// are kept beside the AST: attributes of our own in it would break other tools.

#ifndef COSTATE_LIB_FRONTEND_ATTRIBUTES_H
#define COSTATE_LIB_FRONTEND_ATTRIBUTES_H

#include "costate/Dialect/AD/AD.h"
#include "clang/Basic/SourceLocation.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace costate::frontend {

/// One annotation of a function.
struct Annotation {
  const clang::FunctionDecl *function = nullptr;
  clang::SourceLocation location;
  /// None: `[[costate::differentiable]]`.
  std::optional<ad::Mode> mode;
  std::string wrt;
  std::string name;
};

/// In the order of the source.
const std::vector<Annotation> &getAnnotations(const clang::ASTContext &ast);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_ATTRIBUTES_H
