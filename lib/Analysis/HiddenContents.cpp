// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/HiddenContents.h"

#include "costate/Analysis/ConnectedTypes.h"
#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// Calls `visit` for each raw storage in an object of the type.
static void forEachStorage(Type type, llvm::function_ref<void(Type)> visit) {
  if (isRawStorage(type))
    return visit(type);
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return forEachStorage(array.getElementType(), visit);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    if (!record.isText())
      for (const cxx::RecordField &field : record.getFields())
        forEachStorage(field.type, visit);
}

/// The type of all numbers in an object, if they are where numbers of that type side by side would
/// be; null otherwise.
static Type findLane(Type type, uint64_t offset, Type found) {
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    Type element = findLane(array.getElementType(), offset, found);
    bool isAligned =
        !element || cxx::getTypeSize(array.getElementType()) % cxx::getTypeSize(element) == 0;
    return isAligned ? element : Type();
  }
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    for (const cxx::RecordField &field : record.getFields())
      if (holdsFloat(field.type) && !(found = findLane(field.type, offset + field.offset, found)))
        return {};
    return found;
  }
  bool isLane =
      isa<FloatType>(type) && (!found || found == type) && offset % cxx::getTypeSize(type) == 0;
  return isLane ? type : Type();
}

/// Whether each number in an object fills the bytes of a pointer, where a pointer could be.
static bool fillsWords(Type type, uint64_t offset = 0) {
  constexpr uint64_t word = 8;
  if (!holdsFloat(type))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return cxx::getTypeSize(array.getElementType()) % word == 0 &&
           fillsWords(array.getElementType(), offset);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return record.getAlignment() % word == 0 &&
           llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
             return fillsWords(field.type, offset + field.offset);
           });
  return cxx::getTypeSize(type) == word && offset % word == 0;
}

/// Adds the storage in which an object begins at the address: that of the innermost object on the
/// way there whose type has an extent.
bool HiddenContents::Storage::addPath(Value address, Type lane) {
  bool isThere = false;
  auto addStorage = [&](Type raw) {
    isThere = true;
    auto [known, isNew] = types.try_emplace(raw, lane);
    if (!isNew && known->second != lane)
      known->second = {};
  };
  bool foundStorage = false;
  Operation *op = address.getDefiningOp();
  for (; isa_and_nonnull<cxx::CastOp, cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op);
       op = address.getDefiningOp()) {
    address = op->getOperand(0);
    // Somewhere in the storage, not at its start.
    if (isa<cxx::ElementOp, cxx::OffsetOp>(op) && !matchPattern(op->getOperand(1), m_Zero()))
      lane = {};
    Type type = getPointee(address);
    if (type.isInteger(8) || isa<NoneType>(type))
      continue;
    bool isStorage = isRawStorage(type);
    if (isStorage || !foundStorage)
      forEachStorage(type, addStorage);
    // Storage may be a part of larger storage, whose numbers lie anywhere.
    if (!isStorage)
      return isThere;
    foundStorage = true;
    lane = {};
  }
  if (foundStorage)
    return true;
  bool isOwn = isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp, cxx::AddressOfOp>(op);
  Type type = getPointee(address);
  if (isOwn)
    addStorage(type);
  else if (isa<NoneType>(type))
    behindVoid = true;
  else
    behindBytes |= isRawStorage(type);
  return isThere || isRawStorage(type);
}

bool HiddenContents::mayBeIn(const Storage &storage, Type type) const {
  bool hasStorage = false, found = false;
  forEachStorage(type, [&](Type raw) {
    bool isBehindVoid = storage.behindVoid && (isa<NoneType>(raw) || voidLeadsToStorage);
    found |= storage.behindBytes || isBehindVoid || storage.types.contains(raw);
    hasStorage = true;
  });
  if (found || !hasStorage)
    return found;
  return llvm::any_of(voidViews, [&](Type view) {
    return isPart(type, view) && llvm::any_of(storage.voidSources, [&](Type source) {
             return !isPart(view, source) && !isPart(source, view);
           });
  });
}

/// Whether an address becomes one of bytes or nothing in particular, other than to copy or clear
/// them.
static bool isPassedOn(cxx::CastOp conversion) {
  Type pointee = getPointee(conversion.getAddress());
  return (isa<NoneType>(pointee) || pointee.isInteger(8)) &&
         llvm::any_of(conversion->getUsers(), [](Operation *user) {
           return !isa<cxx::CopyNOp, cxx::CopyOp, cxx::FillOp, cxx::PtrCmpOp>(user);
         });
}

static bool holdsStorage(Type type) {
  bool found = false;
  forEachStorage(type, [&](Type raw) { found |= !isa<NoneType>(raw); });
  return found;
}

/// The type of the innermost object on the way to the address that has an extent; null where that
/// is not known.
static Type findOrigin(Value address) {
  while (true) {
    Type type = getPointee(address);
    Operation *op = address.getDefiningOp();
    bool isPath = isa_and_nonnull<cxx::CastOp, cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op);
    if ((!type.isInteger(8) && !isa<NoneType>(type)) || !isPath)
      return isRawStorage(type) && !isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(op) ? Type()
                                                                                     : type;
    address = op->getOperand(0);
  }
}

/// An object of another type is taken for one that has raw storage.
void HiddenContents::addView(cxx::CastOp conversion) {
  Type view = getPointee(conversion.getAddress());
  if (!holdsStorage(view) || view.isInteger(8))
    return;
  Type origin = findOrigin(conversion.getSource());
  if (!origin) {
    voidViews.insert(view);
    return;
  }
  if (isPart(origin, view) || isPart(view, origin))
    return;
  forEachStorage(view, [&](Type raw) {
    if (holdsFloat(origin)) {
      numbers.types[raw] = Type();
      hasOddNumbers |= !fillsWords(origin);
    }
    if (holdsPointer(origin))
      pointers.types[raw] = Type();
  });
}

/// An object of the type is accessed at the address, which is that of an object of the type if it
/// is aligned.
void HiddenContents::addObject(Value address, Type object, bool isAligned) {
  if (holdsFloat(object) && numbers.addPath(address, findLane(object, 0, {})))
    hasOddNumbers |= !isAligned || !fillsWords(object);
  if (!isRawStorage(object) && holdsPointer(object))
    pointers.addPath(address, {});
}

void HiddenContents::add(Operation *function) {
  function->walk([&](Operation *op) {
    if (auto conversion = dyn_cast<cxx::CastOp>(op)) {
      Type source = getPointee(conversion.getSource());
      bool isLeft = isPassedOn(conversion);
      voidLeadsToStorage |=
          isLeft && isa<NoneType>(getPointee(conversion.getAddress())) && holdsStorage(source);
      if (isLeft && holdsFloat(source)) {
        numbers.voidSources.insert(source);
        hasOddNumbers |= !fillsWords(source);
      }
      if (isLeft && !isRawStorage(source) && holdsPointer(source))
        pointers.voidSources.insert(source);
      addView(conversion);
      return addObject(conversion, getPointee(conversion.getAddress()), /*isAligned=*/true);
    }
    // Bytes that are copied from or to an object.
    if (!isa<cxx::CopyOp, cxx::CopyNOp>(op) || !isRawStorage(getPointee(op->getOperand(0))))
      return;
    for (unsigned side : {0, 1})
      if (auto conversion = op->getOperand(side).getDefiningOp<cxx::CastOp>())
        addObject(op->getOperand(1 - side), getPointee(conversion.getSource()),
                  /*isAligned=*/false);
  });
}

Type HiddenContents::getLane(Type type) const {
  Type found;
  bool isOne = !numbers.behindBytes && !(numbers.behindVoid && voidLeadsToStorage) &&
               llvm::none_of(voidViews, [&](Type view) { return isPart(type, view); });
  forEachStorage(type, [&](Type raw) {
    isOne &= !isa<NoneType>(raw) || !numbers.behindVoid;
    auto known = numbers.types.find(raw);
    if (known == numbers.types.end())
      return;
    isOne &= known->second && (!found || found == known->second);
    found = known->second;
  });
  return isOne ? found : Type();
}
