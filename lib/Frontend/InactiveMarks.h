// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a translation unit marks with `[[costate::inactive]]`: functions, types, variables,
// parameters and data members.

#ifndef COSTATE_LIB_FRONTEND_INACTIVEMARKS_H
#define COSTATE_LIB_FRONTEND_INACTIVEMARKS_H

namespace clang {
class Decl;
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

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_INACTIVEMARKS_H
