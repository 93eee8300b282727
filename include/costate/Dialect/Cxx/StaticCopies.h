// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of the discardable attributes by which static variables become storage of one call.

#ifndef COSTATE_DIALECT_CXX_STATICCOPIES_H
#define COSTATE_DIALECT_CXX_STATICCOPIES_H

#include "llvm/ADT/StringRef.h"

namespace costate::cxx::attr {

/// cxx.global: the functions (strings) through which alone the variable is reached, as far as
/// derivatives of them are requested.
inline constexpr llvm::StringLiteral reachedThrough = "cxx.reached_through";
/// cxx.alloca, cxx.alloc: unit; stands for a static variable. What an earlier call of the function
/// left there is not known, so that nothing may be read before it is written.
inline constexpr llvm::StringLiteral staticCopy = "cxx.static_copy";

} // namespace costate::cxx::attr

#endif // COSTATE_DIALECT_CXX_STATICCOPIES_H
