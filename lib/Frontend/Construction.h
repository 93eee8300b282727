// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an object under construction is a part of. A constructor of a class with virtual bases does
// different things for a whole object, whose virtual bases it makes, and for a base subobject,
// whose virtual bases another constructor has made somewhere else. So there is one function for
// each class whose objects it may be a part of, and in it the places of all virtual bases are
// known.

#ifndef COSTATE_LIB_FRONTEND_CONSTRUCTION_H
#define COSTATE_LIB_FRONTEND_CONSTRUCTION_H

#include <cstdint>
#include <memory>
#include <string>

namespace clang {
class CXXRecordDecl;
class VTableLayout;
} // namespace clang

namespace costate::frontend {

struct Construction {
  /// The class of the whole object, and where in it the part is.
  const clang::CXXRecordDecl *whole = nullptr;
  int64_t distance = 0;
  /// Whether the part is a virtual base.
  bool isVirtual = false;
  /// Whether it is the whole object.
  bool isWhole = true;
};

/// A virtual table: that of whole objects of class `record`, or of one as a part of another object
/// while that is constructed or destroyed.
struct VirtualTable {
  std::string symbol;
  const clang::CXXRecordDecl *record;
  Construction part;
  /// Of a part; clang has that of whole objects.
  std::shared_ptr<const clang::VTableLayout> layout;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CONSTRUCTION_H
