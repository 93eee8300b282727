// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/HiddenNumbers.h"

#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"

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

/// Adds all storage that the address leads through, down to where it comes from.
void HiddenNumbers::Storage::addPath(Value address) {
  Operation *op = address.getDefiningOp();
  for (; isa_and_nonnull<cxx::CastOp, cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op);
       op = address.getDefiningOp()) {
    address = op->getOperand(0);
    // Single bytes are characters.
    forEachStorage(getPointee(address), [&](Type raw) {
      if (!raw.isInteger(8))
        types.insert(raw);
    });
  }
  bool isOwn = isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp, cxx::AddressOfOp>(op);
  anywhere |= !isOwn && isRawStorage(getPointee(address));
}

bool HiddenNumbers::Storage::mayBeIn(Type type) const {
  bool found = false;
  forEachStorage(type, [&](Type raw) { found |= anywhere || types.contains(raw); });
  return found;
}

static bool holdsSmall(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsSmall(array.getElementType());
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(),
                        [](const cxx::RecordField &field) { return holdsSmall(field.type); });
  return isa<FloatType>(type) && cxx::getTypeSize(type) < sizeof(void *);
}

/// Objects of the type are accessed at the address.
void HiddenNumbers::addPath(Value address, Type holder) {
  all.addPath(address);
  if (holdsSmall(holder))
    small.addPath(address);
}

void HiddenNumbers::add(Operation *function) {
  function->walk([&](Operation *op) {
    if (auto conversion = dyn_cast<cxx::CastOp>(op)) {
      Type object = getPointee(conversion.getAddress());
      if (holdsFloat(object))
        addPath(conversion, object);
      return;
    }
    // Bytes that are copied from or to an object with numbers.
    if (!isa<cxx::CopyOp, cxx::CopyNOp>(op) || !isRawStorage(getPointee(op->getOperand(0))))
      return;
    for (unsigned side : {0, 1}) {
      auto conversion = op->getOperand(side).getDefiningOp<cxx::CastOp>();
      if (conversion && holdsFloat(getPointee(conversion.getSource())))
        addPath(op->getOperand(1 - side), getPointee(conversion.getSource()));
    }
  });
}

bool HiddenNumbers::mayBeIn(Type type) const { return all.mayBeIn(type); }
bool HiddenNumbers::mayBeSmallIn(Type type) const { return small.mayBeIn(type); }
