// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Dialect/Cxx/SharedStorage.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;
using namespace costate::cxx;

uint64_t cxx::getDataSize(Type type) {
  if (auto array = dyn_cast<ArrayType>(type)) {
    uint64_t size = array.getSize(), element = getTypeSize(array.getElementType());
    return size == 0 ? 0 : (size - 1) * element + getDataSize(array.getElementType());
  }
  auto record = dyn_cast<RecordType>(type);
  if (!record)
    return getTypeSize(type);
  uint64_t end = 0;
  for (const RecordField &field : record.getFields())
    if (uint64_t size = getDataSize(field.type))
      end = std::max(end, field.offset + size);
  return end;
}

bool cxx::hasOverlappingMembers(Type type) {
  auto record = dyn_cast<RecordType>(type);
  if (!record)
    return false;
  uint64_t end = 0;
  for (const RecordField &field : record.getFields()) {
    uint64_t size = getDataSize(field.type);
    if (size == 0)
      continue;
    if (field.offset < end)
      return true;
    end = field.offset + size;
  }
  return false;
}

bool cxx::leadsIntoSharedStorage(Value address) {
  for (Operation *op = address.getDefiningOp(); op; op = address.getDefiningOp()) {
    if (auto field = dyn_cast<FieldOp>(op)) {
      if (hasOverlappingMembers(field.getRecord().getType().getPointee()))
        return true;
    } else if (isa<CastOp>(op)) {
      return true;
    } else if (!isa<ElementOp, OffsetOp>(op)) {
      break;
    }
    address = op->getOperand(0);
  }
  return false;
}
