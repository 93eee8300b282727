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
  return record && (cxx::hasOverlappingMembers(record) ||
                    llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
                      return !field.type.isInteger(8) && isOpen(field.type);
                    }));
}

/// Somewhere in an object whose type leaves nothing to tell: a pointer to storage that is open
/// cannot lead there, though it looks so (a walk from the header of a list to its nodes).
static bool isForeign(const PointsTo &pointsTo, const MemoryCell &place) {
  const MemoryObject &object = pointsTo.getObjects()[place.object];
  return place.offset == ObjectLayout::anywhere && object.isPrivate() &&
         !StorageShape::isOpen(
             cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee());
}

StorageShape::StorageShape(const PointsTo &pointsTo, ArrayRef<Value> addresses)
    : pointsTo(pointsTo) {
  Type type = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
  // Bytes may be those of any object.
  bool isTyped = !isRawStorage(type);
  for (Value address : addresses)
    for (CellId id : pointsTo.getTargetCells(address))
      if (!isTyped || !isForeign(pointsTo, pointsTo.getCells()[id]))
        places.push_back(pointsTo.getCells()[id]);
  // Bytes that are copied one by one are a piece of raw storage.
  bool isByte = type.isInteger(8);
  collect(isByte ? NoneType::get(type.getContext()) : type, 0, 0, /*inUnion=*/false);
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

bool StorageShape::isAccessed(int64_t distance, Type type) const {
  return llvm::any_of(places, [&](const MemoryCell &place) {
    const MemoryObject &object = pointsTo.getObjects()[place.object];
    if (isFormless(pointsTo, place) || !object.isPrivate())
      return true;
    const ObjectLayout &layout = pointsTo.getLayout(place.object);
    int64_t offset = layout.canonicalize(place.offset + distance);
    if (layout.isCollapsed(offset))
      return true;
    auto cell = pointsTo.findCell(place.object, offset);
    return cell && llvm::is_contained(pointsTo.getAccessTypes(*cell), type);
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

void StorageShape::collect(Type type, int64_t distance, int64_t span, bool inUnion) {
  if (isRawStorage(type)) {
    if (type.isInteger(8))
      return;
    Type view = findView(distance);
    if (!view) {
      // Members of a union have no view of their own: numbers among the bytes cannot be told from
      // what else may be there.
      ambiguous |=
          inUnion && llvm::any_of(places, [&](const MemoryCell &place) {
            if (isFormless(pointsTo, place))
              return true;
            const ObjectLayout &layout = pointsTo.getLayout(place.object);
            auto cell =
                pointsTo.findCell(place.object, layout.canonicalize(place.offset + distance));
            return cell && llvm::any_of(pointsTo.getAccessTypes(*cell), llvm::IsaPred<FloatType>);
          });
      return;
    }
    views[distance] = view;
    int64_t size = isa<NoneType>(type) ? 0 : cxx::getTypeSize(type);
    return collect(view, distance, std::max(span, size), inUnion);
  }
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return collect(array.getElementType(), distance,
                   std::max<int64_t>(span, cxx::getTypeSize(type)), inUnion);
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    bool isUnion = inUnion || cxx::hasOverlappingMembers(record);
    for (const cxx::RecordField &field : record.getFields())
      collect(field.type, distance + field.offset, inUnion ? span : 0, isUnion);
    return;
  }
  if (!isa<FloatType, cxx::PtrType>(type) || (inUnion && !isAccessed(distance, type)))
    return;
  // In an array of records, the scalars of one record are told apart by where they begin.
  int64_t size = cxx::getTypeSize(type);
  addScalar({distance, distance + (inUnion ? std::max(span, size) : size), type});
}

bool StorageShape::isKept(int64_t distance, Type type) const {
  return llvm::any_of(scalars, [&](const Scalar &scalar) {
    return scalar.begin == distance && scalar.type == type;
  });
}
