// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/ObjectLayout.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"

using namespace mlir;
using namespace costate;

bool costate::isRawStorage(Type type) {
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  return type.isInteger(8) || isa<NoneType>(type);
}

static bool holdsArray(Type type) {
  if (isa<cxx::ArrayType>(type))
    return true;
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
           return holdsArray(field.type);
         });
}

static bool isIncomplete(Type type) {
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && !record.isComplete();
}

/// A walk down the types from the object to the scalar at an offset.
struct ObjectLayout::Position {
  /// Where the part begins that is looked at, and the distance from there.
  int64_t base = 0;
  int64_t rest = 0;
  std::optional<int64_t> step;
  bool isStep = false;
  bool isCollapsed = false;
  /// The raw storage that the offset is in, before any view of it.
  std::optional<int64_t> raw;
  /// Its size, if it has a known one.
  std::optional<int64_t> rawSize;

  void repeat(int64_t size) {
    isStep |= step && *step % size == 0;
    rest = (rest % size + size) % size;
  }
  void collapse() {
    isCollapsed = isStep = true;
    rest = 0;
  }
};

void ObjectLayout::descend(Type at, Position &position) const {
  if (isRawStorage(at) && !at.isInteger(8)) {
    bool isInsideView = position.raw == position.base;
    position.raw = position.base;
    position.rawSize.reset();
    if (!isa<NoneType>(at))
      position.rawSize = cxx::getTypeSize(at);
    Type view = views.lookup(position.base);
    if (!view || isInsideView)
      return position.collapse();
    position.repeat(cxx::getTypeSize(view));
    return descend(view, position);
  }
  if (auto array = dyn_cast<cxx::ArrayType>(at)) {
    int64_t size = cxx::getTypeSize(array.getElementType());
    if (size == 0)
      return position.collapse();
    position.repeat(size);
    return descend(array.getElementType(), position);
  }
  auto record = dyn_cast<cxx::RecordType>(at);
  if (!record)
    return;
  if (cxx::hasOverlappingMembers(record)) {
    if (holdsArray(record))
      position.collapse();
    return;
  }
  for (const cxx::RecordField &field : record.getFields()) {
    int64_t begin = field.offset, end = begin + cxx::getDataSize(field.type);
    if (position.rest < begin || position.rest >= end)
      continue;
    position.base += begin;
    position.rest -= begin;
    return descend(field.type, position);
  }
}

ObjectLayout::Position ObjectLayout::locate(int64_t offset, std::optional<int64_t> step) const {
  Position position;
  position.rest = offset;
  position.step = step;
  // A block of bytes is raw storage whatever its extent is.
  if (repeats && type.isInteger(8)) {
    descend(NoneType::get(type.getContext()), position);
    return position;
  }
  if (repeats && !isa<NoneType>(type)) {
    int64_t size = cxx::getTypeSize(type);
    if (size == 0) {
      position.collapse();
      return position;
    }
    position.repeat(size);
  }
  descend(type, position);
  return position;
}

int64_t ObjectLayout::canonicalize(int64_t offset) const {
  if (!type || offset == anywhere || isIncomplete(type))
    return anywhere;
  bool isBounded = !repeats && !isa<NoneType>(type);
  if (isBounded && (offset < 0 || offset >= int64_t(cxx::getTypeSize(type))))
    return anywhere;
  Position position = locate(offset, std::nullopt);
  return position.base + position.rest;
}

bool ObjectLayout::isStep(int64_t offset, int64_t step) const {
  return offset != anywhere && locate(offset, step).isStep;
}

bool ObjectLayout::isCollapsed(int64_t offset) const {
  return offset == anywhere || locate(offset, std::nullopt).isCollapsed;
}

bool ObjectLayout::isNoNumberIn(Type at, int64_t base, int64_t rest, bool inView) const {
  if (isRawStorage(at)) {
    Type view = at.isInteger(8) || inView ? Type() : views.lookup(base);
    return at.isInteger(8) || (view && isNoNumberIn(view, base, rest, /*inView=*/true));
  }
  if (auto array = dyn_cast<cxx::ArrayType>(at)) {
    int64_t size = cxx::getTypeSize(array.getElementType());
    return size != 0 && isNoNumberIn(array.getElementType(), base, rest % size, inView);
  }
  auto record = dyn_cast<cxx::RecordType>(at);
  if (!record)
    return !isa<FloatType>(at) && cxx::isScalarType(at);
  return !cxx::hasOverlappingMembers(record) &&
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           int64_t begin = field.offset, end = begin + cxx::getDataSize(field.type);
           return rest >= begin && rest < end &&
                  isNoNumberIn(field.type, base + begin, rest - begin, inView && begin == 0);
         });
}

bool ObjectLayout::isNoNumber(int64_t offset) const {
  if (!type || offset == anywhere || isIncomplete(type) || type.isInteger(8))
    return false;
  int64_t size = isa<NoneType>(type) ? 0 : cxx::getTypeSize(type);
  return isNoNumberIn(type, 0, size == 0 ? offset : offset % size, /*inView=*/false);
}

bool ObjectLayout::isStorageStartOf(int64_t offset, Type object) const {
  if (!type || offset == anywhere || isIncomplete(type) || !isa<cxx::RecordType>(object))
    return false;
  Position position = locate(offset, std::nullopt);
  return position.isCollapsed && position.raw == offset && position.rawSize &&
         *position.rawSize < int64_t(cxx::getTypeSize(object));
}

std::optional<int64_t> ObjectLayout::getStorageStart(int64_t offset) const {
  if (!type || offset == anywhere || isIncomplete(type))
    return std::nullopt;
  return locate(offset, std::nullopt).raw;
}

static bool mayHoldAt(Type type, int64_t offset, Type held) {
  if (isRawStorage(type) || (offset == 0 && type == held) || isIncomplete(type) ||
      cxx::hasOverlappingMembers(type))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    int64_t size = cxx::getTypeSize(array.getElementType());
    return size == 0 || mayHoldAt(array.getElementType(), offset % size, held);
  }
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           int64_t distance = offset - int64_t(field.offset);
           // An empty member may stand at the place of another one.
           bool isInside =
               distance >= 0 && (distance == 0 || distance < int64_t(cxx::getTypeSize(field.type)));
           return isInside && mayHoldAt(field.type, distance, held);
         });
}

bool ObjectLayout::mayHold(int64_t offset, Type held) const {
  if (!type || offset == anywhere || isRawStorage(type) || isIncomplete(type) ||
      cxx::getTypeSize(type) == 0)
    return true;
  return mayHoldAt(type, repeats ? offset % int64_t(cxx::getTypeSize(type)) : offset, held);
}

bool ObjectLayout::addView(int64_t offset, Type view) {
  if (!type || offset == anywhere || isRawStorage(view) || isIncomplete(view) ||
      cxx::getTypeSize(view) == 0)
    return false;
  Position position = locate(offset, std::nullopt);
  if (!position.raw || *position.raw != offset)
    return false;
  // What only seems to lead here, as a walk through nodes to a value in one of them.
  if (position.rawSize && int64_t(cxx::getTypeSize(view)) > *position.rawSize)
    return false;
  auto [entry, isNew] = views.try_emplace(offset, view);
  if (isNew)
    return true;
  if (!entry->second || entry->second == view)
    return false;
  entry->second = Type();
  return true;
}
