// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a trivially copyable record is passed and returned by value on x86-64 System V, in clang's
// terms.

#ifndef COSTATE_LIB_CONVERSION_RECORDPASSING_H
#define COSTATE_LIB_CONVERSION_RECORDPASSING_H

#include "costate/Dialect/Cxx/RecordType.h"

namespace costate {

/// One register's worth of a record: an integer, float, pointer or vector of two floats.
struct RecordPiece {
  mlir::Type type;
  uint64_t offset;
};

struct RecordPassing {
  /// True: in memory (`byval` or `sret`). False: in the registers of `pieces`, none for empty
  /// records.
  bool inMemory = false;
  llvm::SmallVector<RecordPiece, 2> pieces;
};

/// The classification of the record alone, with enough registers free.
RecordPassing classifyRecord(cxx::RecordType type);

/// Counts the argument registers that are left.
class ArgumentRegisters {
public:
  /// Takes what the pieces need, or nothing and false when there are too few registers: a record
  /// is never passed half in registers.
  bool take(llvm::ArrayRef<RecordPiece> pieces);
  bool take(mlir::Type scalar);

private:
  unsigned integers = 6, vectors = 8;
};

} // namespace costate

#endif // COSTATE_LIB_CONVERSION_RECORDPASSING_H
