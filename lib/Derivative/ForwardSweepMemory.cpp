// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory in the forward sweep: shadow storage, shadow pointers, tangents in memory.

#include "ForwardSweep.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

void ForwardSweep::sweepAllocation(Operation *op) {
  builder.clone(*op, copies);
  Value address = op->getResult(0);
  if (!needsCompanion(address))
    return;
  StringRef suffix = mode == Mode::Tangent ? "_dot" : "_bar";
  Location location = withSuffix(op->getLoc(), suffix);
  if (auto local = dyn_cast<cxx::AllocaOp>(op)) {
    std::string name = local.getName().empty() ? "" : (local.getName() + suffix).str();
    companions[address] = cxx::AllocaOp::create(builder, location, address.getType(), name,
                                                /*zeroed=*/true, local.getAlignmentAttr());
    return;
  }
  auto heap = cast<cxx::AllocOp>(op);
  companions[address] =
      createShadowStorage(builder, location, address.getType(), getCopy(heap.getCount()));
  if (mode == Mode::Primal)
    registerShadow(companions[address]);
}

void ForwardSweep::sweepRelease(Operation *op) {
  auto release = cast<cxx::DeallocOp>(op);
  if (mode == Mode::Primal && isa<func::FuncOp>(op->getParentOp())) {
    deferredReleases.push_back(op);
    return;
  }
  builder.clone(*op, copies);
  if (mode == Mode::Tangent && needsCompanion(release.getAddress()))
    releaseShadowStorage(builder, op->getLoc(), getCompanion(release.getAddress(), op->getLoc()));
}

void ForwardSweep::sweepAddress(Operation *op) {
  Operation *copy = builder.clone(*op, copies);
  Value address = op->getResult(0);
  if (!needsCompanion(address))
    return;
  IRMapping shadowed;
  for (Value operand : op->getOperands())
    shadowed.map(operand, getCopy(operand));
  shadowed.map(op->getOperand(0), getCompanion(op->getOperand(0), op->getLoc()));
  Operation *shadow = builder.clone(*op, shadowed);
  companions[address] = shadow->getResult(0);
  (void)copy;
}

void ForwardSweep::sweepLoad(Operation *op) {
  auto load = cast<cxx::LoadOp>(op);
  builder.clone(*op, copies);
  if (!needsCompanion(load.getValue()))
    return;
  StringRef suffix = mode == Mode::Tangent ? "_dot" : "_bar";
  companions[load.getValue()] =
      cxx::LoadOp::create(builder, withSuffix(op->getLoc(), suffix), load.getType(),
                          getCompanion(load.getAddress(), op->getLoc()));
}

void ForwardSweep::checkActiveStore(Operation *op, Value address, bool storesVaried) {
  if (!storesVaried || failed || inCold)
    return;
  for (ObjectId id : pointsTo.getTargets(address)) {
    const MemoryObject &object = pointsTo.getObjects()[id];
    if (object.isPrivate() || companions.contains(address))
      continue;
    failed = true;
    if (object.kind == MemoryObject::Kind::Global) {
      emitRefusal(op->getLoc(), "active-global",
                  "a value that depends on a differentiated input is stored in a global variable");
      return;
    }
    emitRefusal(op->getLoc(), "active-store",
                "a value that depends on a differentiated input is stored through a pointer that "
                "the derivative is not taken with respect to")
            .attachNote(op->getLoc())
        << "add the parameter to the differentiated ones, or copy to a local buffer";
    return;
  }
}

void ForwardSweep::sweepStore(Operation *op) {
  auto store = cast<cxx::StoreOp>(op);
  Location location = op->getLoc();
  builder.clone(*op, copies);
  Value value = store.getValue();
  checkActiveStore(op, store.getAddress(), activity.isVaried(value));
  if (!needsCompanion(store.getAddress()))
    return;
  bool storesPointer = isPointer(value.getType());
  bool storesTangent = mode == Mode::Tangent && isFloat(value.getType());
  if (storesPointer || storesTangent)
    cxx::StoreOp::create(builder, location, getCompanion(value, location),
                         getCompanion(store.getAddress(), location));
}

void ForwardSweep::sweepCopy(Operation *op) {
  Location location = op->getLoc();
  builder.clone(*op, copies);
  Value target = op->getOperand(0), source = op->getOperand(1);
  Type pointee = cast<cxx::PtrType>(target.getType()).getPointee();
  checkActiveStore(op, target, holdsFloat(pointee) && activity.isActiveAddress(source));
  if (!needsCompanion(target))
    return;
  Value targetShadow = getCompanion(target, location);
  if (mode == Mode::Tangent && needsCompanion(source)) {
    IRMapping shadowed;
    for (Value operand : op->getOperands())
      shadowed.map(operand, getCopy(operand));
    shadowed.map(target, targetShadow);
    shadowed.map(source, getCompanion(source, location));
    builder.clone(*op, shadowed);
    return;
  }
  Value count =
      isa<cxx::CopyNOp>(op) ? getCopy(op->getOperand(2)) : emitIndex(builder, location, 1);
  if (mode == Mode::Tangent) {
    // The source carries no derivative: the target's becomes zero.
    cxx::FillOp::create(builder, location, targetShadow, count, /*byte=*/0);
    return;
  }
  // Before the reverse sweep only the shadows of pointers have content.
  if (!holdsPointer(pointee))
    return;
  if (!needsCompanion(source)) {
    if (inCold || pointsTo.getTargets(source).empty())
      return;
    for (ObjectId object : pointsTo.getTargets(source))
      if (!pointsTo.getContents(object).empty()) {
        failed = true;
        emitRefusal(location, "mixed-activity-pointer",
                    "this copies pointers to memory that has no derivative into an object whose "
                    "pointers need one");
        return;
      }
    return;
  }
  if (auto copyN = dyn_cast<cxx::CopyNOp>(op); copyN && copyN.getOverlapping()) {
    failed = true;
    emitRefusal(location, "unsupported-overlapping-copy",
                "cannot differentiate an overlapping copy of objects that hold pointers");
    return;
  }
  Value sourceShadow = getCompanion(source, location);
  emitCountedLoop(builder, location, count, [&](OpBuilder &inner, Value index) {
    Value to = cxx::OffsetOp::create(inner, location, targetShadow, index);
    Value from = cxx::OffsetOp::create(inner, location, sourceShadow, index);
    forEachScalar(inner, location, {to, from}, isPointer,
                  [&](OpBuilder &scalar, ArrayRef<Value> addresses) {
                    Type type = cast<cxx::PtrType>(addresses[1].getType()).getPointee();
                    Value pointer = cxx::LoadOp::create(scalar, location, type, addresses[1]);
                    cxx::StoreOp::create(scalar, location, pointer, addresses[0]);
                  });
  });
}

void ForwardSweep::sweepFill(Operation *op) {
  auto fill = cast<cxx::FillOp>(op);
  builder.clone(*op, copies);
  if (mode != Mode::Tangent || !needsCompanion(fill.getTarget()))
    return;
  cxx::FillOp::create(builder, op->getLoc(), getCompanion(fill.getTarget(), op->getLoc()),
                      getCopy(fill.getCount()), /*byte=*/0);
}
