// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How types and declarators of the source are written in emitted C++: as the user wrote them, fully
// qualified, with '{0}' in the place of the name.

#ifndef COSTATE_LIB_FRONTEND_SPELLING_H
#define COSTATE_LIB_FRONTEND_SPELLING_H

#include "clang/AST/Type.h"
#include <string>

namespace clang {
class ASTContext;
class Decl;
} // namespace clang

namespace costate::frontend {

std::string spellType(const clang::ASTContext &ast, clang::QualType type);
/// `double *{0}`.
std::string spellDeclarator(const clang::ASTContext &ast, clang::QualType type);

/// Type of the tangent parameter of a primal parameter: like the primal's.
clang::QualType getTangentType(const clang::ASTContext &ast, clang::QualType type);
/// Type of the adjoint parameter: a pointer to what may be written.
clang::QualType getAdjointType(const clang::ASTContext &ast, clang::QualType type);
/// The parameter's own type without `const` at the top; arrays are pointers.
clang::QualType getParameterType(const clang::ASTContext &ast, clang::QualType type);

/// True for floats and everything that holds or points to floats.
bool carriesFloats(const clang::ASTContext &ast, clang::QualType type);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_SPELLING_H
