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

/// Whether all that is done with a local is visible: nobody else has its address.
static bool isConfined(Value address) {
  return llvm::all_of(address.getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(user))
      return isConfined(user->getResult(0));
    return isa<cxx::LoadOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(user) ||
           (isa<cxx::StoreOp>(user) && use.getOperandNumber() == 1);
  });
}

/// A call of a function of unknown body writes no number but those that its operands name.
static bool mayOpaqueWrite(cxx::InactiveCallOp call, cxx::LoadOp load) {
  if (!call->hasAttr(cxx::attr::opaque))
    return false;
  Value base = findBase(load.getAddress());
  if (isa<FloatType>(load.getValue().getType()))
    return llvm::any_of(call.getArguments(), [&](Value operand) {
      return isa<cxx::PtrType>(operand.getType()) && !areDistinctObjects(operand, base);
    });
  return !(isa_and_nonnull<cxx::AllocaOp>(base.getDefiningOp()) && isConfined(base));
}

bool costate::mayWrite(Operation *op, cxx::LoadOp load) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::StoreOp store) { return mayWriteThrough(store.getAddress(), load); })
      .Case([&](cxx::AtomicOp atomic) { return mayWriteThrough(atomic.getAddress(), load); })
      .Case<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(
          [&](auto write) { return mayWriteThrough(write.getTarget(), load); })
      // Or what an opaque one reaches.
      .Case([&](cxx::InactiveCallOp call) {
        return cxx::mayWriteType(call, load.getValue().getType()) || mayOpaqueWrite(call, load);
      })
      // Whoever loads from released storage has lost already.
      .Case<cxx::LoadOp, cxx::AllocaOp, cxx::AllocOp, cxx::DeallocOp, cxx::AssertOp, cxx::RaiseOp,
            cxx::ExceptionOp, cxx::VirtualBaseOp>([](Operation *) { return false; })
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
