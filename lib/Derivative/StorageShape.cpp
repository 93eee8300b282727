// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "StorageShape.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"

using namespace mlir;
using namespace costate;

bool StorageShape::isOpen(Type type) {
  if (isRawStorage(type))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isOpen(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && !record.isText() &&
         (cxx::hasOverlappingMembers(record) ||
          llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
            return !field.type.isInteger(8) && isOpen(field.type);
          }));
}

/// Whether numbers or pointers in a part of an object may share their bytes with other things.
static bool isOpenPart(const ObjectLayout &layout, Type type, int64_t offset, bool inUnion,
                       bool inView) {
  if (isRawStorage(type)) {
    if (type.isInteger(8))
      return false;
    Type view = layout.getView(offset);
    // Characters that nobody takes for anything else.
    bool isUnused = !view && !layout.hasSeveralViews(offset) && !isa<NoneType>(type);
    if (isUnused)
      return false;
    return !view || inView || isOpenPart(layout, view, offset, inUnion, /*inView=*/true);
  }
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isOpenPart(layout, array.getElementType(), offset, inUnion, inView);
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    bool isUnion = inUnion || cxx::hasOverlappingMembers(record);
    if (record.isText() && !inUnion)
      return false;
    return !record.isComplete() ||
           llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
             return isOpenPart(layout, field.type, offset + field.offset, isUnion,
                               inView && field.offset == 0);
           });
  }
  return inUnion && isa<FloatType, cxx::PtrType>(type);
}

bool StorageShape::isOpenObject(const PointsTo &pointsTo, ObjectId id) {
  const MemoryObject &object = pointsTo.getObjects()[id];
  if (!object.isPrivate())
    return false;
  Type type = cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee();
  // A block of bytes is raw storage whatever its extent is.
  if (type.isInteger(8) && object.kind == MemoryObject::Kind::Heap)
    type = NoneType::get(type.getContext());
  return isOpenPart(pointsTo.getLayout(id), type, 0, /*inUnion=*/false, /*inView=*/false);
}

/// Somewhere in an object whose type leaves nothing to tell: a pointer to storage that is open
/// cannot lead there, though it looks so (a walk from the header of a list to its nodes).
static bool isForeign(const PointsTo &pointsTo, const MemoryCell &place) {
  const MemoryObject &object = pointsTo.getObjects()[place.object];
  return place.offset == ObjectLayout::anywhere && object.isPrivate() &&
         !StorageShape::isOpen(
             cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee());
}

StorageShape::StorageShape(const PointsTo &pointsTo, ArrayRef<Value> addresses, bool isOfCalled)
    : pointsTo(pointsTo), isOfCalled(isOfCalled) {
  Type type = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
  // Bytes may be those of any object.
  bool isTyped = !isRawStorage(type);
  for (Value address : addresses)
    for (CellId id : pointsTo.getTargetCells(address))
      if (!isTyped || !isForeign(pointsTo, pointsTo.getCells()[id]))
        places.push_back(pointsTo.getCells()[id]);
  if (isTyped)
    alignment = cxx::getTypeAlignment(type);
  // Bytes that are copied one by one are a piece of raw storage.
  bool isByte = type.isInteger(8);
  Type whole = isByte ? NoneType::get(type.getContext()) : type;
  collect(whole, 0, 0, /*inUnion=*/false, /*inView=*/false);
  if (ambiguous)
    lane = findLane(whole);
}

/// Where nothing is known of an object's layout, anything may be anywhere.
static bool isFormless(const PointsTo &pointsTo, const MemoryCell &place) {
  return place.offset == ObjectLayout::anywhere;
}

Type StorageShape::findView(int64_t distance) {
  Type found;
  for (const MemoryCell &place : places) {
    const ObjectLayout &layout = pointsTo.getLayout(place.object);
    if (isFormless(pointsTo, place)) {
      ambiguous = true;
      continue;
    }
    int64_t offset = layout.canonicalize(place.offset + distance);
    ambiguous |= layout.hasSeveralViews(offset);
    Type view = layout.getView(offset);
    ambiguous |= found && view && view != found;
    found = view ? view : found;
  }
  return found;
}

void StorageShape::forEachAccessed(int64_t distance, std::optional<uint64_t> size,
                                   llvm::function_ref<void(CellId)> visit) const {
  for (const MemoryCell &place : places) {
    const ObjectLayout &layout = pointsTo.getLayout(place.object);
    MemoryCell part = place;
    part.size = size.value_or(0);
    if (!isFormless(pointsTo, place)) {
      part.offset = layout.canonicalize(place.offset + distance);
      // Raw storage may be an array, where the part goes on at the first element.
      if (auto start = layout.getStorageStart(part.offset)) {
        Type view = layout.getView(*start);
        uint64_t period = view ? cxx::getTypeSize(view) : 0;
        part.size = std::max(part.size + (part.offset - *start), period);
        part.offset = *start;
      }
    }
    for (CellId id : pointsTo.getCellsOf(place.object))
      if (!size || pointsTo.mayOverlap(part, pointsTo.getCells()[id]))
        visit(id);
  }
}

bool StorageShape::mayHoldNumber(int64_t distance, std::optional<uint64_t> size) const {
  bool found = false;
  forEachAccessed(distance, size, [&](CellId id) {
    found |= llvm::any_of(pointsTo.getAccessTypes(id), llvm::IsaPred<FloatType>);
  });
  return found;
}

bool StorageShape::isAccessed(int64_t distance, Type type) const {
  return llvm::any_of(places, [&](const MemoryCell &place) {
    const MemoryObject &object = pointsTo.getObjects()[place.object];
    if (isFormless(pointsTo, place) || !object.isPrivate() || pointsTo.hasOtherFunctions())
      return true;
    const ObjectLayout &layout = pointsTo.getLayout(place.object);
    int64_t offset = layout.canonicalize(place.offset + distance);
    auto isUsed = [&](std::optional<CellId> cell) {
      return cell && llvm::is_contained(pointsTo.getAccessTypes(*cell), type);
    };
    return layout.isCollapsed(offset) || isUsed(pointsTo.findCell(place.object, offset)) ||
           isUsed(pointsTo.findAnywhere(place.object));
  });
}

void StorageShape::addScalar(Scalar scalar) {
  for (const Scalar &known : scalars) {
    bool isSame =
        known.begin == scalar.begin && known.end == scalar.end && known.type == scalar.type;
    if (isSame)
      return;
    if (known.begin < scalar.end && scalar.begin < known.end)
      ambiguous = true;
  }
  scalars.push_back(scalar);
}

void StorageShape::collectRaw(Type type, int64_t distance, int64_t span, bool inUnion,
                              bool inView) {
  if (type.isInteger(8))
    return;
  bool isBounded = !isa<NoneType>(type);
  auto size = isBounded ? std::optional<uint64_t>(cxx::getTypeSize(type)) : std::nullopt;
  // What other functions keep there may be something else than what this one does.
  ambiguous |= pointsTo.mayHideNumbers(type);
  hidesPointers |= pointsTo.mayHidePointers(type);
  // Raw storage at the start of a view of raw storage has no view of its own.
  Type view = inView ? Type() : findView(distance);
  if (!view) {
    bool isUnknown = inUnion && llvm::any_of(places, [&](const MemoryCell &place) {
                       return isFormless(pointsTo, place);
                     });
    ambiguous |= isUnknown || mayHoldNumber(distance, size);
    return;
  }
  views[distance] = view;
  collect(view, distance, std::max<int64_t>(span, size.value_or(0)), inUnion, /*inView=*/true);
}

void StorageShape::collect(Type type, int64_t distance, int64_t span, bool inUnion, bool inView) {
  if (isRawStorage(type))
    return collectRaw(type, distance, span, inUnion, inView);
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return collect(array.getElementType(), distance,
                   std::max<int64_t>(span, cxx::getTypeSize(type)), inUnion, inView);
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    bool isUnion = inUnion || cxx::hasOverlappingMembers(record);
    for (const cxx::RecordField &field : record.getFields())
      if (!record.isText() || !cxx::hasOverlappingMembers(field.type))
        collect(field.type, distance + field.offset, inUnion ? span : 0, isUnion,
                inView && field.offset == 0);
    return;
  }
  if (!isa<FloatType, cxx::PtrType>(type) || (inUnion && !isAccessed(distance, type)))
    return;
  // In an array of records, the scalars of one record are told apart by where they begin.
  int64_t size = cxx::getTypeSize(type);
  addScalar({distance, distance + (inUnion ? std::max(span, size) : size), type});
}

//===---------------------------------- lanes ----------------------------===//

bool StorageShape::isOwn(const MemoryCell &place) const {
  const MemoryObject &object = pointsTo.getObjects()[place.object];
  return object.isPrivate() || object.kind == MemoryObject::Kind::Call ||
         (object.isGiven() && isOfCalled);
}

/// The same for what the type shows, and what other functions hide there.
bool StorageShape::addLanes(Type type, int64_t offset, Type &found) const {
  auto add = [&](Type number) {
    bool isOne =
        number && (!found || found == number) && offset % int64_t(cxx::getTypeSize(number)) == 0;
    found = number;
    return isOne;
  };
  if (isRawStorage(type))
    return !pointsTo.mayHideNumbers(type) || add(pointsTo.getHiddenLane(type));
  if (isa<FloatType>(type))
    return add(type);
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    bool isOne = addLanes(array.getElementType(), offset, found);
    bool repeats = array.getSize() > 1 && (holdsFloat(type) || pointsTo.mayHideNumbers(type));
    uint64_t step = cxx::getTypeSize(array.getElementType());
    return isOne && (!found || !repeats || step % cxx::getTypeSize(found) == 0);
  }
  auto record = dyn_cast<cxx::RecordType>(type);
  return !record || record.isText() ||
         llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
           return addLanes(field.type, offset + field.offset, found);
         });
}

Type StorageShape::findLane(Type type) const {
  bool areOwn = llvm::all_of(places, [&](const MemoryCell &place) { return isOwn(place); });
  Type found;
  return areOwn && collectLanes(type, 0, found) ? found : Type();
}

/// Whether all numbers in open storage are of one type, `found` if any were found before, and lie
/// where lanes would be.
bool StorageShape::collectLanes(Type type, int64_t distance, Type &found) const {
  if (type.isInteger(8) || !isOpen(type))
    return true;
  auto record = dyn_cast<cxx::RecordType>(type);
  if (record && !cxx::hasOverlappingMembers(record))
    return llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
      return collectLanes(field.type, distance + field.offset, found);
    });
  if (auto array = dyn_cast<cxx::ArrayType>(type); array && !isRawStorage(type))
    return collectLanes(array.getElementType(), distance, found);
  auto size = isa<NoneType>(type) ? std::nullopt : std::optional(cxx::getTypeSize(type));
  bool isOne = true;
  forEachAccessed(distance, size, [&](CellId id) {
    for (Type access : pointsTo.getAccessTypes(id)) {
      if (!isa<FloatType>(access))
        continue;
      int64_t offset = pointsTo.getCells()[id].offset;
      bool isLane =
          offset == ObjectLayout::anywhere || offset % int64_t(cxx::getTypeSize(access)) == 0;
      isOne &= isLane && (!found || found == access);
      found = access;
    }
  });
  isOne &= !pointsTo.hasOtherFunctions() || addLanes(type, 0, found);
  return isOne && (!found || areLanesAligned(distance, found));
}

bool StorageShape::areLanesAligned(int64_t distance, Type number) const {
  int64_t size = cxx::getTypeSize(number);
  if (alignment % size == 0 && distance % size == 0)
    return true;
  return llvm::all_of(places, [&](const MemoryCell &place) {
    return !isFormless(pointsTo, place) &&
           !pointsTo.getLayout(place.object).isCollapsed(place.offset) &&
           (place.offset + distance) % size == 0;
  });
}

bool StorageShape::isKept(int64_t distance, Type type) const {
  return llvm::any_of(scalars, [&](const Scalar &scalar) {
    return scalar.begin == distance && scalar.type == type;
  });
}
