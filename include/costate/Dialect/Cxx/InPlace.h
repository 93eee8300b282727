// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the importer tells of the storage in which objects are made.

#ifndef COSTATE_DIALECT_CXX_INPLACE_H
#define COSTATE_DIALECT_CXX_INPLACE_H

#include "llvm/ADT/StringRef.h"

namespace costate::cxx::attr {
/// Function: unit; makes an object with a hidden pointer in storage that it is given (`new (p) T`).
inline constexpr llvm::StringLiteral constructsInPlace = "cxx.constructs_in_place";
/// cxx.alloc: unit; stands for storage of the function's frame that `alloca` gave.
inline constexpr llvm::StringLiteral frameStorage = "cxx.frame_storage";
} // namespace costate::cxx::attr

#endif // COSTATE_DIALECT_CXX_INPLACE_H
