// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses of memory as another type than that of the number that is there: fine where the program
// tells before which one is there, as it does for a tagged union or a callable in the storage of a
// std::function; refused where it takes a number for its bits, or makes one of bits.
//
// What tells them apart. A pointer that is loaded is never the bits of a number: nobody could
// follow it, and it cannot become an integer. Bits that only decide something carry no derivative.
// An integer where nothing but numbers is stored is their bits. So is one where the last store
// before it was that of a number. Bytes that are moved one by one come to be numbers again where
// numbers are loaded from what they were stored to; so do those of pointers, and nobody knows then
// where these lead.

#ifndef COSTATE_LIB_DERIVATIVE_TYPECHANGES_H
#define COSTATE_LIB_DERIVATIVE_TYPECHANGES_H

#include "costate/Analysis/Activity.h"
#include "costate/Dialect/Cxx/Cxx.h"

namespace costate {

class TypeChanges {
public:
  TypeChanges(mlir::func::FuncOp function, const PointsTo &pointsTo, const Activity &activity);

  /// Reports an operation that takes a number for something else.
  mlir::LogicalResult check(mlir::Operation *op) const;

  /// Reports it; `value`: what is read, or whose bits are used; null where the place says enough.
  static mlir::LogicalResult refuse(mlir::Operation *op, mlir::Value value,
                                    const PointsTo &pointsTo, const Activity &activity);

  /// Whether bits become part of a number or of memory again, instead of only deciding something.
  static bool reachData(mlir::Value bits);

private:
  using Types = llvm::SmallSetVector<mlir::Type, 2>;
  using TypesByPlace = llvm::DenseMap<CellId, Types>;

  /// What the memory that a load reads holds, going backwards from there.
  enum class Found { Conflict, Agreement, Unclear };

  /// Bytes that are moved as integers, as values and in memory.
  struct Bytes {
    llvm::DenseSet<mlir::Value> values;
    llvm::DenseSet<CellId> places;
  };

  void noteCasts();
  void noteStores();
  void noteBytes();
  void follow(Bytes &bytes);
  bool move(mlir::Operation *op, Bytes &bytes) const;
  void noteBytesOfPointers();
  bool showsPointer(mlir::Value address) const;
  bool isMadeOf(const Bytes &bytes, cxx::LoadOp load) const;
  bool isPunned(mlir::Operation *load) const;
  bool leadsToNumber(mlir::Value address) const;
  bool isPartOfNumber(mlir::Operation *store) const;
  bool mayBeStored(mlir::Operation *load) const;
  Found searchBackwards(mlir::Operation *from, mlir::Operation *load, bool &mayConflict) const;
  bool writesConflict(mlir::Operation *writer, mlir::Operation *load) const;
  bool overlaps(mlir::Operation *writer, mlir::Operation *load) const;
  bool isGuarded(mlir::Operation *load) const;
  bool isSuspect(mlir::Operation *load) const;
  bool isOther(CellId cell) const;
  bool isSomewhere(CellId cell) const;
  bool isOpenObject(ObjectId object) const;

  mlir::func::FuncOp function;
  const PointsTo &pointsTo;
  const Activity &activity;
  /// Types of the varied numbers that are stored to a place, and of all scalars; integers are one
  /// type.
  TypesByPlace numbers, scalars;
  /// Pointers that casts made of pointers to something else.
  llvm::DenseSet<mlir::Value> punnedPointers;
  /// Addresses of bytes, or of nothing in particular, that casts made of those of objects with
  /// pointers.
  llvm::DenseSet<mlir::Value> pointerViews;
  mutable llvm::DenseMap<ObjectId, bool> openObjects;
  /// Objects that functions may store in that are not looked into.
  llvm::DenseSet<ObjectId> opaqueObjects;
  /// Those of varied numbers, and of pointers that may lead to numbers.
  Bytes numberBytes, pointerBytes;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_TYPECHANGES_H
