// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Adjoints of memory operations. The adjoint memory of an object is zero when its lifetime ends; a
// load adds to it, a store takes what is there and leaves zero.

#include "AdjointGenerator.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

static void addTo(OpBuilder &builder, Location location, Value address, Value contribution) {
  Value old = cxx::LoadOp::create(builder, location, contribution.getType(), address);
  Value sum = arith::AddFOp::create(builder, location, old, contribution);
  cxx::StoreOp::create(builder, location, sum, address);
}

static Operation *storeZero(OpBuilder &builder, Location location, Type type, Value address) {
  Value zero = arith::ConstantOp::create(builder, location, builder.getFloatAttr(type, 0.0));
  return cxx::StoreOp::create(builder, location, zero, address);
}

/// The store that left zero at this location, if nothing can have changed it since; null otherwise.
/// Also forgets the stores that an access of the location may depend on.
Operation *AdjointGenerator::takeZeroStore(Value address) {
  Operation *found = nullptr;
  for (const ZeroStore &known : zeroStores)
    if (known.address == address)
      found = known.store;
  llvm::erase_if(zeroStores,
                 [&](const ZeroStore &known) { return aliasing.mayAlias(known.address, address); });
  return found;
}

void AdjointGenerator::reverseLoad(Operation *op, Frame &frame) {
  auto load = cast<cxx::LoadOp>(op);
  Value adjoint = takeAdjoint(frame, load.getValue());
  if (!adjoint || !activity.isActiveAddress(load.getAddress()))
    return;
  Value shadow = recall.companion(frame, load.getAddress());
  if (Operation *zeroStore = takeZeroStore(load.getAddress())) {
    zeroStore->erase();
    // What was taken from here goes back: it is still there.
    auto taken = adjoint.getDefiningOp<cxx::LoadOp>();
    if (!taken || taken.getAddress() != shadow)
      cxx::StoreOp::create(builder, op->getLoc(), adjoint, shadow);
    return;
  }
  addTo(builder, op->getLoc(), shadow, adjoint);
}

void AdjointGenerator::reverseStore(Operation *op, Frame &frame) {
  auto store = cast<cxx::StoreOp>(op);
  Value value = store.getValue(), address = store.getAddress();
  if (!isFloat(value.getType()) || !activity.isActiveAddress(address))
    return;
  Location location = withSuffix(value.getLoc(), "_bar");
  Value shadow = recall.companion(frame, address);
  if (Operation *zeroStore = takeZeroStore(address)) {
    // A store that a later one overwrites before anybody reads it: its adjoint is zero.
    zeroStores.push_back({address, zeroStore});
    return;
  }
  if (activity.isActive(value)) {
    Value adjoint = cxx::LoadOp::create(builder, location, value.getType(), shadow);
    addAdjoint(frame, value, adjoint);
  }
  zeroStores.push_back({address, storeZero(builder, location, value.getType(), shadow)});
}

void AdjointGenerator::reverseFill(Operation *op, Frame &frame) {
  auto fill = cast<cxx::FillOp>(op);
  if (!activity.isActiveAddress(fill.getTarget()))
    return;
  Location location = op->getLoc();
  Value shadow = recall.companion(frame, fill.getTarget());
  Value count = recall.primal(frame, fill.getCount());
  emitCountedLoop(builder, location, count, [&](OpBuilder &b, Value index) {
    Value object = cxx::OffsetOp::create(b, location, shadow, index);
    forEachScalar(b, location, object, isFloat, [&](OpBuilder &inner, ArrayRef<Value> at) {
      storeZero(inner, location, cast<cxx::PtrType>(at[0].getType()).getPointee(), at[0]);
    });
  });
}

void AdjointGenerator::reverseCopy(Operation *op, Frame &frame) {
  Value target = op->getOperand(0), source = op->getOperand(1);
  if (!holdsFloat(cast<cxx::PtrType>(target.getType()).getPointee()) ||
      !activity.isActiveAddress(target))
    return;
  Location location = op->getLoc();
  bool sourceIsActive = activity.isActiveAddress(source);
  Value to = recall.companion(frame, target);
  Value from = sourceIsActive ? recall.companion(frame, source) : Value();
  auto copyN = dyn_cast<cxx::CopyNOp>(op);
  Value count = copyN ? recall.primal(frame, copyN.getCount()) : emitIndex(builder, location, 1);

  // An overlapping copy to higher addresses is a sequence of copies from the last object to the
  // first, so its reversal goes upwards; to lower addresses, downwards.
  Value upwards;
  if (copyN && copyN.getOverlapping() && sourceIsActive)
    upwards = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::gt,
                                    recall.primal(frame, target), recall.primal(frame, source));
  emitCountedLoop(builder, location, count, [&](OpBuilder &b, Value index) {
    if (upwards) {
      Value last = subtractIndices(b, location, count, emitIndex(b, location, 1));
      Value mirrored = subtractIndices(b, location, last, index);
      index = arith::SelectOp::create(b, location, upwards, index, mirrored);
    }
    SmallVector<Value> objects = {cxx::OffsetOp::create(b, location, to, index)};
    if (from)
      objects.push_back(cxx::OffsetOp::create(b, location, from, index));
    forEachScalar(b, location, objects, isFloat, [&](OpBuilder &inner, ArrayRef<Value> at) {
      Type type = cast<cxx::PtrType>(at[0].getType()).getPointee();
      Value adjoint;
      if (from)
        adjoint = cxx::LoadOp::create(inner, location, type, at[0]);
      storeZero(inner, location, type, at[0]);
      if (from)
        addTo(inner, location, at[1], adjoint);
    });
  });
}

void AdjointGenerator::reverseAllocation(Operation *op, Frame &frame) {
  Value address = op->getResult(0);
  if (!activity.isMirrored(address))
    return;
  releaseShadowStorage(builder, withSuffix(op->getLoc(), "_bar"), recall.companion(frame, address));
}
