// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Storage that objects of several types may occupy one after another: unions, and memory that is
// accessed as what it was not declared as. There the type of an access says nothing about what
// another access touches.

#ifndef COSTATE_DIALECT_CXX_SHAREDSTORAGE_H
#define COSTATE_DIALECT_CXX_SHAREDSTORAGE_H

#include "mlir/IR/Value.h"

namespace costate::cxx {

/// Where the last scalar of an object ends, in bytes. Padding behind it, and classes without
/// members, occupy nothing.
uint64_t getDataSize(mlir::Type type);

/// Whether members of the record share storage, empty ones aside.
bool hasOverlappingMembers(mlir::Type record);

/// Whether an access path visibly leads into storage that objects of several types may share.
bool leadsIntoSharedStorage(mlir::Value address);

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_SHAREDSTORAGE_H
