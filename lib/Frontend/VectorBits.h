// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors of floats that intrinsics handle as vectors of integers, without computing on the bits.

#ifndef COSTATE_LIB_FRONTEND_VECTORBITS_H
#define COSTATE_LIB_FRONTEND_VECTORBITS_H

#include "clang/AST/APValue.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace costate::frontend {

/// A vector of floats whose lanes are those of another one, or known numbers.
struct MovedFloats {
  /// Of the same type; null: the lanes are `constants`.
  const clang::Expr *source = nullptr;
  llvm::SmallVector<unsigned, 4> lanes;
  llvm::SmallVector<llvm::APFloat, 4> constants;

  explicit operator bool() const { return source || !constants.empty(); }
};

/// Sees through conversions of whole vectors, and inline functions that do nothing else, to a
/// shuffle of integers or to a constant; false: the expression is something else.
MovedFloats findMovedFloats(const clang::Expr *expression, const clang::ASTContext &ast);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_VECTORBITS_H
