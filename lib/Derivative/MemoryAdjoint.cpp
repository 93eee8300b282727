// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Adjoints of memory operations. The adjoint memory of an object is zero when its lifetime ends; a
// load adds to it, a store takes what is there and leaves zero.

#include "ActivityChecks.h"
#include "AdjointGenerator.h"
#include "SharedShadows.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/TextCopies.h"
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

/// Whether the shadow of a pointer is not null; null where it cannot be.
Value AdjointGenerator::emitHasShadow(Frame &frame, Value pointer, Location location) {
  if (!activity.mayLackShadow(pointer))
    return {};
  return emitIsNotNull(builder, location, recall.companion(frame, pointer));
}

void AdjointGenerator::reverseLoad(Operation *op, Frame &frame) {
  auto load = cast<cxx::LoadOp>(op);
  Value adjoint = takeAdjoint(frame, load.getValue());
  if (!adjoint || !activity.isActiveAddress(load.getAddress()))
    return;
  if (!activity.isMirrored(load.getAddress()))
    return;
  Value shadow = recall.companion(frame, load.getAddress());
  if (Value hasShadow = emitHasShadow(frame, load.getAddress(), op->getLoc())) {
    (void)takeZeroStore(load.getAddress());
    emitGuarded(builder, op->getLoc(), hasShadow,
                [&](OpBuilder &b) { addTo(b, op->getLoc(), shadow, adjoint); });
    return;
  }
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
  if (!isFloat(value.getType()))
    return reverseOtherStore(store, frame);
  if (!activity.isActiveAddress(address) || !activity.isMirrored(address))
    return;
  Location location = withSuffix(value.getLoc(), "_bar");
  Value shadow = recall.companion(frame, address);
  if (Value hasShadow = emitHasShadow(frame, address, location)) {
    (void)takeZeroStore(address);
    Value zero =
        arith::ConstantOp::create(builder, location, builder.getFloatAttr(value.getType(), 0.0));
    Value adjoint = emitChoice(builder, location, hasShadow, zero, [&](OpBuilder &b) -> Value {
      Value taken = cxx::LoadOp::create(b, location, value.getType(), shadow);
      cxx::StoreOp::create(b, location, zero, shadow);
      return taken;
    });
    if (activity.isActive(value))
      addAdjoint(frame, value, adjoint);
    return;
  }
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

/// A store of something that has no adjoint where a number was before: the number's adjoint is
/// zero.
void AdjointGenerator::reverseOtherStore(cxx::StoreOp store, Frame &frame) {
  Value address = store.getAddress();
  if (!sharesActiveStorage(activity, recall.getPointsTo(), address) ||
      !activity.isMirrored(address))
    return;
  Location location = store.getLoc();
  Value shadow = recall.companion(frame, address);
  (void)takeZeroStore(address);
  emitGuarded(builder, location, emitHasShadow(frame, address, location), [&](OpBuilder &b) {
    Value zero = cxx::createZero(b, location, store.getValue().getType());
    cxx::StoreOp::create(b, location, zero, shadow);
  });
}

/// The shape of what a block operation works on. False after an error was reported.
bool AdjointGenerator::findShape(Operation *op, ArrayRef<Value> addresses,
                                 std::optional<StorageShape> &shape) {
  Type pointee = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
  if (!StorageShape::isOpen(pointee))
    return true;
  shape.emplace(recall.getPointsTo(), addresses, activity.isOfCalled());
  bool isPlainBytes = isRawStorage(pointee) && cxx::getTypeSize(pointee) == 1;
  bool isKnown = !shape->isAmbiguous() && (!isPlainBytes || shape->getView(0));
  if (isKnown || shape->getLane())
    return true;
  if (!failed)
    refuseAmbiguousStorage(op);
  failed = true;
  return false;
}

/// Bytes that are counted one by one, as objects of the type that they hold.
Value AdjointGenerator::viewBytes(OpBuilder &builder, Location location, const StorageShape *shape,
                                  MutableArrayRef<Value> addresses, Value count) {
  Type pointee = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
  if (!shape || !isRawStorage(pointee) || cxx::getTypeSize(pointee) != 1)
    return count;
  Type view = shape->getLane() ? shape->getLane() : shape->getView(0);
  for (Value &address : addresses)
    if (address)
      address = cxx::CastOp::create(builder, location, cxx::PtrType::get(view), address);
  Value size = emitIndex(builder, location, cxx::getTypeSize(view));
  Value rest = arith::RemUIOp::create(builder, location, count, size);
  Value isWhole = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq, rest,
                                        emitIndex(builder, location, 0));
  emitStop(builder, location, recall.getPointsTo().getFunctionName(), isWhole,
           "memory that carries a derivative must be treated in whole numbers");
  return arith::DivUIOp::create(builder, location, count, size);
}

void AdjointGenerator::reverseFill(Operation *op, Frame &frame) {
  auto fill = cast<cxx::FillOp>(op);
  Value target = fill.getTarget();
  if (!activity.isActiveAddress(target) || !activity.isMirrored(target))
    return;
  Location location = op->getLoc();
  Value shadow = recall.companion(frame, target);
  Value hasShadow = emitHasShadow(frame, target, location);
  Value count = recall.primal(frame, fill.getCount());
  const PointsTo &pointsTo = recall.getPointsTo();
  if (isOwnAddress(pointsTo, activity, target) &&
      isSharedShadow(pointsTo, activity, target, getBlockSize(op)))
    return emitGuarded(builder, location, hasShadow, [&](OpBuilder &guarded) {
      cxx::FillOp::create(guarded, location, shadow, count, /*byte=*/0);
    });
  std::optional<StorageShape> shape;
  if (!findShape(op, {target}, shape))
    return;
  emitGuarded(builder, location, hasShadow, [&](OpBuilder &guarded) {
    SmallVector<Value> start = {shadow};
    Value objects = viewBytes(guarded, location, shape ? &*shape : nullptr, start, count);
    emitCountedLoop(guarded, location, objects, [&](OpBuilder &b, Value index) {
      Value object = cxx::OffsetOp::create(b, location, start[0], index);
      forEachScalar(
          b, location, object, isFloat,
          [&](OpBuilder &inner, ArrayRef<Value> at) {
            storeZero(inner, location, cast<cxx::PtrType>(at[0].getType()).getPointee(), at[0]);
          },
          shape ? &*shape : nullptr);
    });
  });
}

void AdjointGenerator::reverseCopy(Operation *op, Frame &frame) {
  Value target = op->getOperand(0), source = op->getOperand(1);
  std::optional<uint64_t> size = getBlockSize(op);
  if (!activity.isActiveAddress(target, size) || !activity.isMirrored(target))
    return;
  if (cxx::isTextCopy(op))
    return reverseTextCopy(cast<cxx::CopyNOp>(op), frame);
  Type pointee = cast<cxx::PtrType>(target.getType()).getPointee();
  std::optional<StorageShape> shape;
  if (!findShape(op, {target, source}, shape))
    return;
  // Whatever replaced numbers leaves no adjoint where they were.
  bool isShared = isSharedShadow(recall.getPointsTo(), activity, target, size);
  if (!shape && !isShared && !holdsFloat(pointee))
    return;
  Location location = op->getLoc();
  bool sourceIsActive = activity.isActiveAddress(source, size) && activity.isMirrored(source);
  Value to = recall.companion(frame, target);
  Value from = sourceIsActive ? recall.companion(frame, source) : Value();
  Value hasTarget = emitHasShadow(frame, target, location);
  Value hasSource = sourceIsActive ? emitHasShadow(frame, source, location) : Value();
  auto copyN = dyn_cast<cxx::CopyNOp>(op);
  Value count = copyN ? recall.primal(frame, copyN.getCount()) : emitIndex(builder, location, 1);

  // An overlapping copy to higher addresses is a sequence of copies from the last object to the
  // first, so its reversal goes upwards; to lower addresses, downwards. The shadows lie to each
  // other as the primal's blocks did, which may be released by now.
  Value upwards;
  if (copyN && copyN.getOverlapping() && sourceIsActive)
    upwards = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::gt, to, from);
  const StorageShape *known = shape ? &*shape : nullptr;
  emitGuarded(builder, location, hasTarget, [&](OpBuilder &guarded) {
    SmallVector<Value> starts = {to, from};
    if (!from)
      starts.pop_back();
    Value objectCount = viewBytes(guarded, location, known, starts, count);
    emitCountedLoop(guarded, location, objectCount, [&](OpBuilder &b, Value index) {
      if (upwards) {
        Value last = subtractIndices(b, location, objectCount, emitIndex(b, location, 1));
        Value mirrored = subtractIndices(b, location, last, index);
        index = arith::SelectOp::create(b, location, upwards, index, mirrored);
      }
      SmallVector<Value> objects = {cxx::OffsetOp::create(b, location, starts[0], index)};
      if (from) {
        Value start = cxx::OffsetOp::create(b, location, starts[1], index);
        objects.push_back(hasSource ? keepNull(b, location, starts[1], start) : start);
      }
      auto isMoved = [&](Type type) {
        return isFloat(type) || (isShared && isa<IntegerType, cxx::PtrType, cxx::CodeType>(type));
      };
      forEachScalar(
          b, location, objects, isMoved,
          [&](OpBuilder &inner, ArrayRef<Value> at) {
            Type type = cast<cxx::PtrType>(at[0].getType()).getPointee();
            if (!isFloat(type)) {
              cxx::StoreOp::create(inner, location, cxx::createZero(inner, location, type), at[0]);
              return;
            }
            Value adjoint;
            if (from)
              adjoint = cxx::LoadOp::create(inner, location, type, at[0]);
            storeZero(inner, location, type, at[0]);
            if (from)
              emitGuarded(inner, location, hasSource,
                          [&](OpBuilder &added) { addTo(added, location, at[1], adjoint); });
          },
          known);
    });
  });
}

/// Text where numbers are kept at other times leaves no adjoint there.
void AdjointGenerator::reverseTextCopy(cxx::CopyNOp copy, Frame &frame) {
  Value target = copy.getTarget();
  if (!isPrivateAddress(recall.getPointsTo(), target) ||
      !mayReplaceNumbers(recall.getPointsTo(), activity, target))
    return;
  Location location = copy.getLoc();
  Value shadow = recall.companion(frame, target);
  Value count = recall.primal(frame, copy.getCount());
  emitGuarded(builder, location, emitHasShadow(frame, target, location),
              [&](OpBuilder &b) { cxx::FillOp::create(b, location, shadow, count, /*byte=*/0); });
}

void AdjointGenerator::reverseAllocation(Operation *op, Frame &frame) {
  Value address = op->getResult(0);
  if (!activity.isMirrored(address))
    return;
  releaseShadowStorage(builder, withSuffix(op->getLoc(), "_bar"), recall.companion(frame, address));
}
