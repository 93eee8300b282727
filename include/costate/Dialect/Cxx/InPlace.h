// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the importer tells of objects that are made in storage that exists already.

#ifndef COSTATE_DIALECT_CXX_INPLACE_H
#define COSTATE_DIALECT_CXX_INPLACE_H

#include "llvm/ADT/StringRef.h"

namespace costate::cxx::attr {
/// Function: unit; makes an object with a hidden pointer in storage that it is given (`new (p) T`).
inline constexpr llvm::StringLiteral constructsInPlace = "cxx.constructs_in_place";
} // namespace costate::cxx::attr

#endif // COSTATE_DIALECT_CXX_INPLACE_H
