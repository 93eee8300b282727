// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses to volatile integers. To the engine they are like atomic operations: each is executed
// exactly once, in the first sweep, in the order of the primal.

#ifndef COSTATE_DIALECT_CXX_VOLATILE_H
#define COSTATE_DIALECT_CXX_VOLATILE_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate::cxx {

namespace attr {
/// cxx.atomic: unit; a plain volatile access. `or` with zero reads, `exchange` writes.
inline constexpr llvm::StringLiteral isVolatile = "cxx.volatile";
} // namespace attr

inline bool isVolatileRead(AtomicOp access) {
  return access->hasAttr(attr::isVolatile) && access.getKind() == AtomicKind::Or;
}

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_VOLATILE_H
