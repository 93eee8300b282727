// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integers that addresses are computed with.

#ifndef COSTATE_LIB_TRANSFORMS_ADDRESSNUMBERS_H
#define COSTATE_LIB_TRANSFORMS_ADDRESSNUMBERS_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate {

/// What an integer has to do with addresses.
struct AddressNumber {
  enum class Kind {
    Plain,   ///< nothing: distances, sizes, alignments
    Address, ///< the address of `pointer`, plus a plain number
    Other,   ///< a part of an address, a sum of several, ...
  };
  Kind kind = Kind::Plain;
  /// `ptr_diff %p, %null`
  cxx::PtrDiffOp address = {};

  bool isPlain() const { return kind == Kind::Plain; }
  bool isAddress() const { return kind == Kind::Address; }
};

/// Whether the operation makes a number of an address.
bool isAddressNumber(mlir::Operation *op);

/// Follows the arithmetic back. Numbers that come from elsewhere (memory, arguments, branches) are
/// plain as long as no address `escapesAsNumber`.
AddressNumber traceAddress(mlir::Value number);

/// Whether the address is used as a number in other ways than to compare it, to compute pointers,
/// and to find out how it is aligned.
bool escapesAsNumber(cxx::PtrDiffOp address);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_ADDRESSNUMBERS_H
