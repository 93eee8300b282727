// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In which types numbers and pointers are kept that the type does not show: raw storage (`char[16]`
// in a small buffer) in which some function of the program constructs or reads objects that hold
// them.
//
// A function that others call knows the memory that it gets by its type alone, so what another
// function hides there must be known for all of them. Property: raw storage that is not named here
// holds no number and no pointer, as far as these functions access it.

#ifndef COSTATE_ANALYSIS_HIDDENCONTENTS_H
#define COSTATE_ANALYSIS_HIDDENCONTENTS_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace costate {

class HiddenContents {
public:
  /// Adds what a function and the regions in it access.
  void add(mlir::Operation *function);

  /// Whether there may be numbers in raw storage of the type, or in that of a record or array.
  bool mayBeNumbers(mlir::Type type) const { return mayBeIn(numbers, type); }
  bool mayBePointers(mlir::Type type) const { return mayBeIn(pointers, type); }
  /// The type of all numbers there, one after the other from the start of the raw storage; null:
  /// there are several, or they lie elsewhere.
  mlir::Type getLane(mlir::Type type) const;
  /// Whether some of these numbers may be smaller than a pointer, or lie across two of them.
  bool mayBeOdd() const { return hasOddNumbers; }

private:
  struct Storage {
    /// Raw storage and the type of its numbers; null where they are no lanes.
    llvm::DenseMap<mlir::Type, mlir::Type> types;
    /// Objects are accessed through addresses of bytes, or of nothing in particular, that come from
    /// anywhere.
    bool behindBytes = false, behindVoid = false;
    /// Types of objects that hold such scalars and whose addresses become those of bytes or of
    /// nothing in particular.
    llvm::SetVector<mlir::Type> voidSources;

    /// Whether there is any at the address.
    bool addPath(mlir::Value address, mlir::Type lane);
  };
  void addObject(mlir::Value address, mlir::Type object, bool isAligned);
  void addView(cxx::CastOp conversion);
  bool mayBeIn(const Storage &storage, mlir::Type type) const;

  Storage numbers, pointers;
  bool hasOddNumbers = false;
  /// Addresses of raw storage with an extent are passed on as addresses of nothing in particular.
  bool voidLeadsToStorage = false;
  /// Types with raw storage that addresses of bytes or of nothing in particular are taken for.
  llvm::SetVector<mlir::Type> voidViews;
};

} // namespace costate

#endif // COSTATE_ANALYSIS_HIDDENCONTENTS_H
