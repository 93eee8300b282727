// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is stored in memory that its type does not tell: raw storage and unions, where objects are
// copied or cleared as a whole. Property: a scalar that the shape lists is the only thing that the
// program keeps at its bytes, as far as numbers and pointers go; otherwise the shape is ambiguous.
//
// In ambiguous storage of the program's own, adjoints can still be moved if all numbers that are
// kept there are of one type: as lanes, numbers side by side from the first byte to the last. A
// lane at bytes that hold something else at the time is moved as well; nobody reads it as an
// adjoint (SharedShadows.h says why).

#ifndef COSTATE_LIB_DERIVATIVE_STORAGESHAPE_H
#define COSTATE_LIB_DERIVATIVE_STORAGESHAPE_H

#include "costate/Analysis/PointsTo.h"

namespace costate {

class StorageShape {
public:
  /// The memory at the addresses, pointers of one type, has one shape.
  /// `isOfCalled`: in a function whose callers give it memory of the program's own only.
  StorageShape(const PointsTo &pointsTo, llvm::ArrayRef<mlir::Value> addresses, bool isOfCalled);

  /// Whether the type leaves something to tell.
  static bool isOpen(mlir::Type type);
  /// Whether it is open what numbers and pointers are where in an object of the function's own,
  /// also with what its raw storage is used as.
  static bool isOpenObject(const PointsTo &pointsTo, ObjectId object);
  /// Whether two different things are kept at the same bytes.
  bool isAmbiguous() const { return ambiguous; }
  /// Whether other functions may keep pointers there that the shape does not list.
  bool mayHidePointers() const { return hidesPointers; }
  /// The type of all numbers in ambiguous storage; null: there are several types, or memory that is
  /// not the program's own.
  mlir::Type getLane() const { return lane; }
  /// The type of the objects in raw storage at a distance from the start; null: there are none.
  mlir::Type getView(int64_t distance) const { return views.lookup(distance); }
  /// Whether a number or pointer of a union's member at that distance is kept there.
  bool isKept(int64_t distance, mlir::Type type) const;

private:
  struct Scalar {
    int64_t begin, end;
    mlir::Type type;
  };
  void collect(mlir::Type type, int64_t distance, int64_t span, bool inUnion, bool inView);
  void collectRaw(mlir::Type type, int64_t distance, int64_t span, bool inUnion, bool inView);
  mlir::Type findView(int64_t distance);
  /// Calls back with the places where a part may be accessed.
  void forEachAccessed(int64_t distance, std::optional<uint64_t> size,
                       llvm::function_ref<void(CellId)> visit) const;
  bool mayHoldNumber(int64_t distance, std::optional<uint64_t> size) const;
  mlir::Type findLane(mlir::Type type) const;
  bool isOwn(const MemoryCell &place) const;
  bool addLanes(mlir::Type type, int64_t offset, mlir::Type &found) const;
  bool collectLanes(mlir::Type type, int64_t distance, mlir::Type &found) const;
  bool areLanesAligned(int64_t distance, mlir::Type number) const;
  bool isAccessed(int64_t distance, mlir::Type type) const;
  void addScalar(Scalar scalar);

  const PointsTo &pointsTo;
  /// Where the addresses lead.
  llvm::SmallVector<MemoryCell> places;
  llvm::DenseMap<int64_t, mlir::Type> views;
  llvm::SmallVector<Scalar> scalars;
  mlir::Type lane;
  bool isOfCalled;
  /// The alignment of the objects that the addresses lead to, as their type has it.
  uint64_t alignment = 1;
  bool ambiguous = false, hidesPointers = false;
};

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_STORAGESHAPE_H
