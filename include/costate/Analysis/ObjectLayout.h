// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The layout of a memory object as the analyses see it: byte offsets, with all elements of an array
// in one.
//
// Property: two accesses that can overlap at run time have the same canonical offset, or canonical
// offsets whose ranges overlap, or one of them is `anywhere`. Steps of pointer arithmetic stay
// inside of the array that they start in (C++), unless the step is no multiple of its element: then
// they lead anywhere in the object.

#ifndef COSTATE_ANALYSIS_OBJECTLAYOUT_H
#define COSTATE_ANALYSIS_OBJECTLAYOUT_H

#include "mlir/IR/Types.h"
#include "llvm/ADT/DenseMap.h"

namespace costate {

class ObjectLayout {
public:
  /// Any offset in the object.
  static constexpr int64_t anywhere = -1;

  /// `type` is null where nothing is known. With `repeats`, the object is an array of unknown
  /// extent.
  ObjectLayout(mlir::Type type, bool repeats) : type(type), repeats(repeats) {}

  /// The offset that stands for the given one.
  int64_t canonicalize(int64_t offset) const;
  /// Whether pointer arithmetic by `step` bytes from a canonical offset leads to other elements of
  /// an array only.
  bool isStep(int64_t offset, int64_t step) const;
  /// Whether a canonical offset stands for offsets at which different things may be.
  bool isCollapsed(int64_t offset) const;

  /// Whether an object of the type may begin at a canonical offset; raw storage and unions may hold
  /// anything.
  bool mayHold(int64_t offset, mlir::Type held) const;

  /// Notes that raw storage at the offset is used as objects of the type. True if that was new:
  /// canonical offsets are others then.
  bool addView(int64_t offset, mlir::Type view);
  /// How raw storage at the canonical offset is used; null where it is unused or ambiguous.
  mlir::Type getView(int64_t offset) const { return views.lookup(offset); }
  bool hasSeveralViews(int64_t offset) const {
    auto found = views.find(offset);
    return found != views.end() && !found->second;
  }
  /// Whether an integer or a pointer is at a canonical offset by the types of the object and of
  /// what its raw storage is used as, alone.
  bool isNoNumber(int64_t offset) const;
  /// Where the raw storage begins that a canonical offset is in, if it is in any.
  std::optional<int64_t> getStorageStart(int64_t offset) const;
  /// Whether an object of the type, which is larger than that storage, begins where raw storage
  /// begins that stands for all of its bytes.
  bool isStorageStartOf(int64_t offset, mlir::Type object) const;
  llvm::SmallVector<std::pair<int64_t, mlir::Type>> getViews() const {
    return {views.begin(), views.end()};
  }

private:
  struct Position;
  Position locate(int64_t offset, std::optional<int64_t> step) const;
  void descend(mlir::Type at, Position &position) const;
  bool isNoNumberIn(mlir::Type at, int64_t base, int64_t rest, bool inView) const;

  mlir::Type type;
  bool repeats;
  /// Raw storage, by where it starts; a null type: used as several types.
  llvm::DenseMap<int64_t, mlir::Type> views;
};

/// Bytes, and arrays of them: storage for objects of any type.
bool isRawStorage(mlir::Type type);

} // namespace costate

#endif // COSTATE_ANALYSIS_OBJECTLAYOUT_H
