// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that costate.hpp instantiates between a request and the user's code: what they
// stand for in errors, and which of them have bodies that follow from the layout of a class.

#ifndef COSTATE_LIB_FRONTEND_HEADERADAPTERS_H
#define COSTATE_LIB_FRONTEND_HEADERADAPTERS_H

#include "clang/AST/Type.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class FieldDecl;
class FunctionDecl;
} // namespace clang

namespace costate::frontend {

/// What the function of a request stands for; everything is null for a function of the user's.
struct HeaderAdapter {
  /// The user's function or member function.
  const clang::FunctionDecl *function = nullptr;
  /// The class of a callable object.
  const clang::CXXRecordDecl *callable = nullptr;
  /// The type of which a zero is made (`detail::copying<T>`).
  clang::QualType copied;
  /// The gradient of the inner product with a seed: a vjp.
  bool isSeeded = false;
  /// Index of the callable among the parameters.
  int object = 0;

  explicit operator bool() const { return function || callable || !copied.isNull(); }
};
HeaderAdapter getHeaderAdapter(const clang::FunctionDecl *function);

/// A member of a class that its copies share: a pointer or reference that leads to numbers, in a
/// class whose copy constructor is not the user's own. Null where there is none.
const clang::FieldDecl *findSharedMember(const clang::ASTContext &ast, clang::QualType type);

/// `detail::layout<T>::shares` and `::overwrite`.
bool isLayoutFunction(const clang::FunctionDecl *function);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_HEADERADAPTERS_H
