// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In which types numbers are kept that the type does not show: raw storage (`char[16]` in a small
// buffer) in which some function of the program constructs or reads objects that hold numbers.
//
// A function that others call knows the memory that it gets by its type alone, so what another
// function hides there must be known for all of them. Property: raw storage that is not named here
// holds no number, as far as these functions access it.

#ifndef COSTATE_ANALYSIS_HIDDENNUMBERS_H
#define COSTATE_ANALYSIS_HIDDENNUMBERS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseSet.h"

namespace costate {

class HiddenNumbers {
public:
  /// Adds what a function and the regions in it access.
  void add(mlir::Operation *function);

  /// Whether there may be numbers in raw storage of the type, or in that of a record or array.
  bool mayBeIn(mlir::Type type) const;
  /// The same for numbers that are smaller than a pointer: among its bytes they may be anything,
  /// where a `double` that a pointer's bytes make is nothing beside any other number.
  bool mayBeSmallIn(mlir::Type type) const;

private:
  /// Types of raw storage.
  struct Storage {
    llvm::DenseSet<mlir::Type> types;
    /// Numbers are accessed through addresses of bytes from anywhere.
    bool anywhere = false;

    void addPath(mlir::Value address);
    bool mayBeIn(mlir::Type type) const;
  };
  void addPath(mlir::Value address, mlir::Type holder);

  Storage all, small;
};

} // namespace costate

#endif // COSTATE_ANALYSIS_HIDDENNUMBERS_H
