// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SharedShadows.h"

#include "StorageShape.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"

using namespace mlir;
using namespace costate;

bool costate::isPrivateAddress(const PointsTo &pointsTo, Value address) {
  return llvm::all_of(pointsTo.getTargets(address),
                      [&](ObjectId id) { return pointsTo.getObjects()[id].isPrivate(); });
}

/// Whether something of the kind is kept at the place. Where the type of the object says what is
/// there, only what is accessed in place counts: what else copies seem to bring there are other
/// objects that they may copy.
static bool isKept(const PointsTo &pointsTo, CellId cell, bool isOpen, bool (*isWanted)(Type)) {
  return llvm::any_of(isOpen ? pointsTo.getAccessTypes(cell) : pointsTo.getOwnAccessTypes(cell),
                      isWanted);
}

/// Whether pointers and numbers are accessed at the same bytes.
static bool isShared(const PointsTo &pointsTo, const MemoryCell &range) {
  bool isOpen = StorageShape::isOpenObject(pointsTo, range.object);
  const ObjectLayout &layout = pointsTo.getLayout(range.object);
  // A walk through the members of one type leaves those of other types alone, and a pointer that
  // was found there leads to what its type says.
  auto counts = [&](const MemoryCell &cell) {
    return cell.offset != ObjectLayout::anywhere || isOpen;
  };
  auto isPointer = [](Type type) { return isa<cxx::PtrType>(type); };
  auto isNumber = [](Type type) { return isa<FloatType>(type); };
  auto cells = pointsTo.getCells();
  for (CellId pointer : pointsTo.getCellsOf(range.object)) {
    if (!counts(cells[pointer]) || !isKept(pointsTo, pointer, isOpen, isPointer) ||
        !pointsTo.mayOverlap(range, cells[pointer]))
      continue;
    for (CellId number : pointsTo.getCellsOf(range.object))
      if (counts(cells[number]) && (isOpen || !layout.isNoNumber(cells[number].offset)) &&
          isKept(pointsTo, number, isOpen, isNumber) &&
          pointsTo.mayOverlap(cells[number], cells[pointer]))
        return true;
  }
  return false;
}

/// Whether there are bytes in a type that may be those of a number.
static bool holdsBytes(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isRawStorage(type) || holdsBytes(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && !record.isText() &&
         llvm::any_of(record.getFields(),
                      [](const cxx::RecordField &field) { return holdsBytes(field.type); });
}

/// Whether a path visibly leads to where a union has numbers and pointers, or to where other
/// functions hide numbers.
static bool leadsIntoUnion(const PointsTo &pointsTo, Value address) {
  for (Operation *op = address.getDefiningOp();
       isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(op);
       op = address.getDefiningOp()) {
    address = op->getOperand(0);
    Type type = cast<cxx::PtrType>(address.getType()).getPointee();
    bool isUnion = isa<cxx::FieldOp>(op) && cxx::hasOverlappingMembers(type) &&
                   (holdsPointer(type) || pointsTo.mayHidePointers(type));
    bool isOpen =
        isUnion || (isa<cxx::CastOp>(op) && isa<cxx::ArrayType>(type) && isRawStorage(type));
    if ((isUnion && holdsFloat(type)) || (isOpen && pointsTo.mayHideNumbers(type)))
      return true;
  }
  return false;
}

bool costate::isSharedShadow(const PointsTo &pointsTo, const Activity &activity, Value address,
                             std::optional<uint64_t> size) {
  if (!activity.isActiveAddress(address, size))
    return false;
  Type pointee = cast<cxx::PtrType>(address.getType()).getPointee();
  bool isKnown = isPrivateAddress(pointsTo, address) && !pointsTo.hasOtherFunctions();
  if (!isKnown && leadsIntoUnion(pointsTo, address))
    return true;
  return llvm::any_of(pointsTo.getTargetCells(address), [&](CellId id) {
    MemoryCell range = pointsTo.getCells()[id];
    // Where nothing is known of the extent, to the end of the object.
    bool isRaw = !size && isRawStorage(pointee);
    range.size = size ? *size : isRaw ? INT32_MAX : cxx::getTypeSize(pointee);
    return isShared(pointsTo, range);
  });
}

static bool holdsSmallNumber(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsSmallNumber(array.getElementType());
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(),
                        [](const cxx::RecordField &field) { return holdsSmallNumber(field.type); });
  return isa<FloatType>(type) && cxx::getTypeSize(type) < sizeof(void *);
}

/// Whether there are places in the type at which numbers and pointers may be kept in turn; with
/// `small`, numbers that are smaller than pointers.
static bool mayMix(const PointsTo &pointsTo, Type type, bool small) {
  auto hides = [&](Type part) {
    return (small ? pointsTo.mayHideOddNumbers(part) : pointsTo.mayHideNumbers(part)) &&
           (holdsPointer(part) || pointsTo.mayHidePointers(part));
  };
  if (isRawStorage(type))
    return !type.isInteger(8) && hides(type);
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return mayMix(pointsTo, array.getElementType(), small);
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record || record.isText())
    return false;
  bool hasNumbers = (small ? holdsSmallNumber(record) : holdsFloat(record)) || hides(record);
  return (cxx::hasOverlappingMembers(record) && hasNumbers &&
          (holdsPointer(record) || holdsBytes(record))) ||
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return mayMix(pointsTo, field.type, small);
         });
}

/// The same for an object of the function's own that is raw storage, by what it is used as.
static bool mixesSmallNumbers(const PointsTo &pointsTo, ObjectId object) {
  bool hasNumber = false, hasPointer = false;
  for (CellId cell : pointsTo.getCellsOf(object))
    for (Type type : pointsTo.getAccessTypes(cell)) {
      hasNumber |= holdsSmallNumber(type);
      hasPointer |= isa<cxx::PtrType>(type);
    }
  return hasNumber && hasPointer && StorageShape::isOpenObject(pointsTo, object);
}

bool costate::isUnsharable(const PointsTo &pointsTo, const Activity &activity, ObjectId object) {
  const MemoryObject &known = pointsTo.getObjects()[object];
  bool isUsers =
      known.isGiven() && known.kind != MemoryObject::Kind::Call && !activity.isOfCalled();
  if ((!known.isPrivate() && !isUsers) || !activity.isActiveObject(object))
    return false;
  if (known.isPrivate() && mixesSmallNumbers(pointsTo, object))
    return true;
  return llvm::any_of(pointsTo.getObjectTypes(object),
                      [&](Type type) { return mayMix(pointsTo, type, /*small=*/!isUsers); });
}

bool costate::isOwnAddress(const PointsTo &pointsTo, const Activity &activity, Value address) {
  return llvm::all_of(pointsTo.getTargets(address), [&](ObjectId id) {
    const MemoryObject &object = pointsTo.getObjects()[id];
    return object.isPrivate() || object.kind == MemoryObject::Kind::Call ||
           (object.isGiven() && activity.isOfCalled());
  });
}

bool costate::mayReplaceNumbers(const PointsTo &pointsTo, const Activity &activity, Value text) {
  return llvm::any_of(pointsTo.getTargetCells(text), [&](CellId id) {
    MemoryCell range = pointsTo.getCells()[id];
    bool isOpen = StorageShape::isOpenObject(pointsTo, range.object);
    if (!isOpen)
      return false;
    range.size = INT32_MAX;
    return llvm::any_of(pointsTo.getCellsOf(range.object), [&](CellId other) {
      CellSet one;
      one.insert(other);
      return pointsTo.mayOverlap(range, pointsTo.getCells()[other]) && activity.isActivePlaces(one);
    });
  });
}

bool costate::mayLoseShadowPointer(const PointsTo &pointsTo, const Activity &activity,
                                   Value address) {
  return isSharedShadow(pointsTo, activity, address) ||
         llvm::any_of(pointsTo.getTargets(address), [&](ObjectId id) {
           return StorageShape::isOpenObject(pointsTo, id) && activity.isActiveObject(id);
         });
}
