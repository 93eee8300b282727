// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a translation unit marks with `[[costate::inactive]]`: functions, types, variables,
// parameters and data members.

#ifndef COSTATE_LIB_FRONTEND_INACTIVEMARKS_H
#define COSTATE_LIB_FRONTEND_INACTIVEMARKS_H

#include "clang/AST/Type.h"

namespace clang {
class ASTContext;
class Decl;
class FieldDecl;
} // namespace clang

namespace costate::frontend {

/// Makes the attribute known to clang.
void registerInactiveAttribute();

/// Whether the declaration, another declaration of the same entity, or the template that it comes
/// from is marked.
bool isMarkedInactive(const clang::Decl *declaration);

/// Whether a variable, parameter or data member is marked, or its type is (also behind pointers and
/// in arrays).
bool isInactiveObject(const clang::Decl *declaration);

/// A member, at any depth, of an object of that type (or behind a reference to one) that leads to
/// numbers outside of the object; null where there is none.
const clang::FieldDecl *findLeadingMember(const clang::ASTContext &ast, clang::QualType type);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_INACTIVEMARKS_H
