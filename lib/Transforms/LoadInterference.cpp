// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "LoadInterference.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"

#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

/// The object or incoming pointer that an access path starts from.
static Value findBase(Value address) {
  while (Operation *op = address.getDefiningOp()) {
    if (!isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(op))
      break;
    address = op->getOperand(0);
  }
  return address;
}

static bool isOwnObject(Value base) {
  return isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(base.getDefiningOp());
}

/// Existed before the function was entered.
static bool isOlderThanFunction(Value base) {
  if (isa_and_nonnull<cxx::AddressOfOp>(base.getDefiningOp()))
    return true;
  auto argument = dyn_cast<BlockArgument>(base);
  return argument && isa<func::FuncOp>(argument.getOwner()->getParentOp());
}

static bool areDistinctObjects(Value first, Value second) {
  first = findBase(first), second = findBase(second);
  if (first == second)
    return false;
  return (isOwnObject(first) && (isOwnObject(second) || isOlderThanFunction(second))) ||
         (isOwnObject(second) && isOlderThanFunction(first));
}

/// Whether an object of type `object`, or a part of it, may be accessed as `access`.
static bool mayContain(Type object, Type access) {
  if (object == access || object.isInteger(8) || access.isInteger(8) || isa<NoneType>(object))
    return true;
  if (isa<cxx::PtrType>(object) && isa<cxx::PtrType>(access))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(object))
    return mayContain(array.getElementType(), access);
  if (auto record = dyn_cast<cxx::RecordType>(object))
    return !record.isComplete() ||
           llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
             return mayContain(field.type, access);
           });
  return false;
}

static bool mayWriteThrough(Value target, cxx::LoadOp load) {
  Type written = cast<cxx::PtrType>(target.getType()).getPointee();
  bool isPossibleType = mayContain(written, load.getValue().getType()) ||
                        cxx::leadsIntoSharedStorage(target) ||
                        cxx::leadsIntoSharedStorage(load.getAddress());
  return isPossibleType && !areDistinctObjects(target, load.getAddress());
}

bool costate::mayWrite(Operation *op, cxx::LoadOp load) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::StoreOp store) { return mayWriteThrough(store.getAddress(), load); })
      .Case([&](cxx::AtomicOp atomic) { return mayWriteThrough(atomic.getAddress(), load); })
      .Case<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(
          [&](auto write) { return mayWriteThrough(write.getTarget(), load); })
      .Case([&](cxx::InactiveCallOp call) {
        return cxx::mayWriteType(call, load.getValue().getType());
      })
      // Whoever loads from released storage has lost already.
      .Case<cxx::LoadOp, cxx::AllocaOp, cxx::AllocOp, cxx::DeallocOp, cxx::AssertOp, cxx::RaiseOp,
            cxx::ExceptionOp>([](Operation *) { return false; })
      .Default([](Operation *other) {
        return other->getNumRegions() == 0 && !isMemoryEffectFree(other);
      });
}

bool costate::mayWriteInside(Operation *op, cxx::LoadOp load) {
  if (op->getNumRegions() == 0)
    return mayWrite(op, load);
  // Nobody comes back from a cold block.
  for (Region &region : op->getRegions())
    for (Block &block : region)
      if (!cxx::isCold(block))
        for (Operation &nested : block)
          if (mayWriteInside(&nested, load))
            return true;
  return false;
}
