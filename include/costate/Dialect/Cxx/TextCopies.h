// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies of text: characters that a string class moves, of which none is a part of a number or of a
// pointer. Other copies of bytes may move objects.

#ifndef COSTATE_DIALECT_CXX_TEXTCOPIES_H
#define COSTATE_DIALECT_CXX_TEXTCOPIES_H

#include "mlir/IR/Operation.h"

namespace costate::cxx {

namespace attr {
/// cxx.copy_n: unit; what is copied is text.
inline constexpr llvm::StringLiteral text = "cxx.text";
} // namespace attr

inline bool isTextCopy(mlir::Operation *op) { return op->hasAttr(attr::text); }

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_TEXTCOPIES_H
