// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `cxx.inactive_call` may write, and what printed C++ has to know about its arguments.

#ifndef COSTATE_DIALECT_CXX_INACTIVECALLS_H
#define COSTATE_DIALECT_CXX_INACTIVECALLS_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate::cxx {

namespace attr {
/// cxx.inactive_call: unit; may write integers of every type, not only characters, through its
/// arguments.
inline constexpr llvm::StringLiteral writesIntegers = "cxx.writes_integers";
/// cxx.inactive_call: the types (array of strings, empty where none is needed) to which printed C++
/// converts the arguments.
inline constexpr llvm::StringLiteral argumentTypes = "cxx.argument_types";
} // namespace attr

/// Whether the call may write an object of a type.
inline bool mayWriteType(InactiveCallOp call, mlir::Type type) {
  return type.isInteger(8) ||
         (llvm::isa<mlir::IntegerType>(type) && call->hasAttr(attr::writesIntegers));
}

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_INACTIVECALLS_H
