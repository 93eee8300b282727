// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory in the forward sweep: shadow storage, shadow pointers, tangents in memory.

#include "ActivityChain.h"
#include "ActivityChecks.h"
#include "ForwardSweep.h"
#include "SharedShadows.h"
#include "StorageShape.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "costate/Dialect/Cxx/TextCopies.h"
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
  Value count = getShadowCount(heap);
  companions[address] = mode == Mode::Tangent
                            ? createTangentStorage(builder, location, heap, count)
                            : createShadowStorage(builder, location, address.getType(), count);
  if (mode == Mode::Primal)
    registerShadow(companions[address]);
}

/// The type of what is allocated behind a pointer, if it is the same for all.
static Type findAllocatedType(const PointsTo &pointsTo, Value pointer) {
  Type found;
  for (ObjectId object : pointsTo.getTargets(pointer)) {
    auto alloc = dyn_cast_or_null<cxx::AllocOp>(pointsTo.getObjects()[object].site);
    if (!alloc || (found && found != alloc.getAddress().getType()))
      return {};
    found = alloc.getAddress().getType();
  }
  return found;
}

void ForwardSweep::sweepRelease(Operation *op) {
  auto release = cast<cxx::DeallocOp>(op);
  if (mode == Mode::Primal && isa<func::FuncOp>(op->getParentOp())) {
    deferredReleases.push_back(op);
    return;
  }
  builder.clone(*op, copies);
  if (mode == Mode::Tangent && needsCompanion(release.getAddress()))
    releaseTangentStorage(builder, release, getCompanion(release.getAddress(), op->getLoc()),
                          findAllocatedType(pointsTo, release.getAddress()));
}

void ForwardSweep::sweepAddress(Operation *op) {
  builder.clone(*op, copies);
  Value address = op->getResult(0), base = op->getOperand(0);
  if (!needsCompanion(address))
    return;
  IRMapping shadowed;
  for (Value operand : op->getOperands())
    shadowed.map(operand, getCopy(operand));
  Value baseShadow = getCompanion(base, op->getLoc());
  shadowed.map(base, baseShadow);
  Value shadow = builder.clone(*op, shadowed)->getResult(0);
  if (activity.mayLackShadow(base) && !isa<cxx::CastOp>(op))
    shadow = keepNull(builder, op->getLoc(), baseShadow, shadow);
  companions[address] = shadow;
}

Value ForwardSweep::emitHasShadow(Value pointer, Location location) {
  if (!activity.mayLackShadow(pointer))
    return {};
  return emitIsNotNull(builder, location, getCompanion(pointer, location));
}

bool ForwardSweep::mayLoseShadow(Value address) const {
  return mayLoseShadowPointer(pointsTo, activity, address);
}

void ForwardSweep::sweepLoad(Operation *op) {
  auto load = cast<cxx::LoadOp>(op);
  builder.clone(*op, copies);
  if (!needsCompanion(load.getValue()) || !needsCompanion(load.getAddress()))
    return;
  StringRef suffix = mode == Mode::Tangent ? "_dot" : "_bar";
  Location location = withSuffix(op->getLoc(), suffix);
  Value shadow = getCompanion(load.getAddress(), op->getLoc());
  Value none;
  Value hasShadow = emitHasShadow(load.getAddress(), location);
  if (hasShadow)
    none = cxx::createZero(builder, location, load.getType());
  companions[load.getValue()] =
      emitChoice(builder, location, hasShadow, none, [&](OpBuilder &b) -> Value {
        return cxx::LoadOp::create(b, location, load.getType(), shadow);
      });
}

void ForwardSweep::emitStop(Value unless, StringRef message, Location location) {
  costate::emitStop(builder, location, pointsTo.getFunctionName(), unless, message);
}

void ForwardSweep::checkActiveStore(Operation *op, Value address, bool storesVaried) {
  auto explain = [&](InFlightDiagnostic &refusal) {
    if (auto store = dyn_cast<cxx::StoreOp>(op))
      explainActivity(refusal, store.getValue(), pointsTo, activity);
  };
  if (!storesVaried || failed || inCold)
    return;
  for (ObjectId id : pointsTo.getTargets(address)) {
    const MemoryObject &object = pointsTo.getObjects()[id];
    if (object.isPrivate() || companions.contains(address))
      continue;
    failed = true;
    if (object.kind == MemoryObject::Kind::Global) {
      InFlightDiagnostic refusal = emitRefusal(
          op->getLoc(), "active-global",
          "a value that depends on a differentiated input is stored in a global variable");
      explain(refusal);
      return;
    }
    InFlightDiagnostic refusal =
        emitRefusal(op->getLoc(), "active-store",
                    "a value that depends on a differentiated input is stored through a pointer "
                    "that the derivative is not taken with respect to");
    explain(refusal);
    refusal.attachNote(op->getLoc())
        << "add the parameter to the differentiated ones, or copy to a local buffer";
    return;
  }
  if (companions.contains(address) && activity.mayLeadToPlain(address))
    emitStop(emitHasShadow(address, op->getLoc()),
             "a value that depends on a differentiated input must not be stored in "
             "memory that has no derivative",
             op->getLoc());
}

void ForwardSweep::requireShadows(Value pointer, Location location) {
  if (failed || inCold || !isPointer(pointer.getType()))
    return;
  for (ObjectId id : pointsTo.getReachableWithoutText(pointer))
    if (!activity.isMirroredObject(id) && pointsTo.mayHoldFloat(id)) {
      failed = true;
      emitRefusal(location, "mixed-activity-pointer",
                  "this pointer may lead to differentiated memory as well as to memory that has "
                  "no derivative");
      return;
    }
}

/// What points to differentiated memory must not get lost where no shadow is kept.
void ForwardSweep::checkPointerStore(Operation *op, Value address, Value value) {
  if (failed || inCold || !activity.isMirrored(value))
    return;
  if (!companions.contains(address)) {
    bool isPrivate = llvm::all_of(pointsTo.getTargets(address), [&](ObjectId id) {
      return pointsTo.getObjects()[id].isPrivate();
    });
    if (isPrivate)
      return;
    failed = true;
    emitRefusal(op->getLoc(), "active-store",
                "a pointer to differentiated memory is stored where no derivative is kept");
    return;
  }
  Location location = op->getLoc();
  if (Value hasShadow = emitHasShadow(address, location)) {
    Value stored = emitIsNotNull(builder, location, getCompanion(value, location));
    Value yes = arith::ConstantOp::create(builder, location, builder.getBoolAttr(true));
    Value isPlain = arith::XOrIOp::create(builder, location, stored, yes);
    emitStop(arith::OrIOp::create(builder, location, hasShadow, isPlain),
             "a pointer to differentiated memory must not be stored in memory that has no "
             "derivative",
             location);
  }
}

void ForwardSweep::sweepStore(Operation *op) {
  auto store = cast<cxx::StoreOp>(op);
  Location location = op->getLoc();
  builder.clone(*op, copies);
  Value value = store.getValue(), address = store.getAddress();
  checkActiveStore(op, address, activity.isVaried(value));
  if (isPointer(value.getType()))
    checkPointerStore(op, address, value);
  if (failed || !needsCompanion(address))
    return;
  bool isKept =
      isFloat(value.getType()) || (isPointer(value.getType()) && activity.isMirrored(value));
  if (mode == Mode::Primal && isKept && !isOwnAddress(pointsTo, activity, address) &&
      isSharedShadow(pointsTo, activity, address)) {
    failed |= !inCold;
    return inCold ? void() : refuseAmbiguousStorage(op);
  }
  Value shadow = getCompanion(address, location), stored;
  if (isPointer(value.getType()) && activity.holdsMirrored(address))
    stored = getCompanion(value, location);
  else if (mode == Mode::Tangent && isFloat(value.getType()))
    stored = getCompanion(value, location);
  else if (mode == Mode::Tangent && sharesActiveStorage(activity, pointsTo, address))
    stored = cxx::createZero(builder, location, value.getType());
  // Where a shadow pointer may be, an adjoint begins at zero.
  else if (isFloat(value.getType()) && isSharedShadow(pointsTo, activity, address))
    stored = cxx::createZero(builder, location, value.getType());
  if (!stored)
    return;
  emitGuarded(builder, location, emitHasShadow(address, location),
              [&](OpBuilder &b) { cxx::StoreOp::create(b, location, stored, shadow); });
}

/// Whole objects that are copied to memory without a shadow.
void ForwardSweep::checkBlockStore(Operation *op) {
  Value target = op->getOperand(0), source = op->getOperand(1);
  std::optional<uint64_t> size = getBlockSize(op);
  checkActiveStore(op, target, activity.isActiveAddress(source, size));
  if (failed || inCold || companions.contains(target) || !activity.holdsMirrored(source))
    return;
  for (ObjectId id : pointsTo.getTargets(target))
    if (!pointsTo.getObjects()[id].isPrivate()) {
      failed = true;
      emitRefusal(op->getLoc(), "active-store",
                  "pointers to differentiated memory are copied to where no derivative is kept");
      return;
    }
}

void ForwardSweep::sweepCopy(Operation *op) {
  Location location = op->getLoc();
  builder.clone(*op, copies);
  Value target = op->getOperand(0), source = op->getOperand(1);
  Type pointee = cast<cxx::PtrType>(target.getType()).getPointee();
  if (cxx::isTextCopy(op))
    return;
  checkBlockStore(op);
  if (failed || !needsCompanion(target))
    return;
  Value targetShadow = getCompanion(target, location);
  Value hasTarget = emitHasShadow(target, location);
  bool sourceIsMirrored = needsCompanion(source);
  Value sourceShadow = sourceIsMirrored ? getCompanion(source, location) : Value();
  Value hasSource = sourceIsMirrored ? emitHasShadow(source, location) : Value();
  auto copyN = dyn_cast<cxx::CopyNOp>(op);
  Value count = copyN ? getCopy(copyN.getCount()) : emitIndex(builder, location, 1);
  auto clear = [&](OpBuilder &b) {
    cxx::FillOp::create(b, location, targetShadow, count, /*byte=*/0);
  };
  auto copyAll = [&](OpBuilder &b) {
    IRMapping shadowed;
    for (Value operand : op->getOperands())
      shadowed.map(operand, getCopy(operand));
    shadowed.map(target, targetShadow);
    shadowed.map(source, sourceShadow);
    b.clone(*op, shadowed);
  };
  auto orClear = [&](OpBuilder &b, llvm::function_ref<void(OpBuilder &)> copy) {
    if (!sourceIsMirrored)
      return clear(b);
    if (!hasSource)
      return copy(b);
    auto branch = scf::IfOp::create(b, location, hasSource, /*withElseRegion=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(branch.thenBlock());
    copy(b);
    b.setInsertionPointToStart(branch.elseBlock());
    clear(b);
  };
  // Before the reverse sweep only the shadows of pointers have content, in memory of this function:
  // there, all bytes can be copied.
  bool isPrivate = isPrivateAddress(pointsTo, target);
  bool isCleanSource = !sourceIsMirrored || isPrivateAddress(pointsTo, source);
  bool isShared = isSharedShadow(pointsTo, activity, target, getBlockSize(op));
  bool movesPointers = activity.holdsMirrored(target) || activity.holdsMirrored(source);
  bool isWhole = (StorageShape::isOpen(pointee) || isShared) && isPrivate && isCleanSource;
  if (mode == Mode::Tangent || ((movesPointers || isShared) && isWhole)) {
    emitGuarded(builder, location, hasTarget, [&](OpBuilder &b) { orClear(b, copyAll); });
    return;
  }
  if (!movesPointers && !isShared)
    return;
  std::optional<StorageShape> shape;
  if (StorageShape::isOpen(pointee))
    shape.emplace(pointsTo, ArrayRef<Value>{target, source}, activity.isOfCalled());
  if (isShared || (shape && (shape->isAmbiguous() || shape->mayHidePointers()))) {
    bool isOwn = isOwnAddress(pointsTo, activity, target) &&
                 (!sourceIsMirrored || isOwnAddress(pointsTo, activity, source));
    if (isOwn)
      return emitGuarded(builder, location, hasTarget, [&](OpBuilder &b) { orClear(b, copyAll); });
    if (!inCold)
      refuseAmbiguousStorage(op);
    failed |= !inCold;
    return;
  }
  auto copyPointers = [&](OpBuilder &b, Value to, Value from) {
    SmallVector<Value> objects = {to};
    if (from)
      objects.push_back(from);
    forEachScalar(
        b, location, objects, isPointer,
        [&](OpBuilder &scalar, ArrayRef<Value> addresses) {
          Type type = cast<cxx::PtrType>(addresses[0].getType()).getPointee();
          Value pointer =
              from ? cxx::LoadOp::create(scalar, location, type, addresses[1]).getResult()
                   : cxx::NullOp::create(scalar, location, type).getResult();
          cxx::StoreOp::create(scalar, location, pointer, addresses[0]);
        },
        shape ? &*shape : nullptr);
  };
  // An overlapping copy to higher addresses starts with the last object.
  Value downwards;
  if (copyN && copyN.getOverlapping() && sourceIsMirrored)
    downwards = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::gt, getCopy(target),
                                      getCopy(source));
  auto copyEach = [&](OpBuilder &b, bool fromSource) {
    emitCountedLoop(b, location, count, [&](OpBuilder &inner, Value index) {
      if (downwards && fromSource) {
        Value last = subtractIndices(inner, location, count, emitIndex(inner, location, 1));
        Value mirrored = subtractIndices(inner, location, last, index);
        index = arith::SelectOp::create(inner, location, downwards, mirrored, index);
      }
      Value to = cxx::OffsetOp::create(inner, location, targetShadow, index), from;
      if (fromSource)
        from = cxx::OffsetOp::create(inner, location, sourceShadow, index);
      copyPointers(inner, to, from);
    });
  };
  emitGuarded(builder, location, hasTarget, [&](OpBuilder &b) {
    if (!sourceIsMirrored)
      return copyEach(b, /*fromSource=*/false);
    if (!hasSource)
      return copyEach(b, /*fromSource=*/true);
    auto branch = scf::IfOp::create(b, location, hasSource, /*withElseRegion=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(branch.thenBlock());
    copyEach(b, /*fromSource=*/true);
    b.setInsertionPointToStart(branch.elseBlock());
    copyEach(b, /*fromSource=*/false);
  });
}

void ForwardSweep::sweepFill(Operation *op) {
  auto fill = cast<cxx::FillOp>(op);
  builder.clone(*op, copies);
  Value target = fill.getTarget();
  bool mayHoldPointers = isOwnAddress(pointsTo, activity, target) &&
                         activity.holdsMirrored(target) &&
                         isSharedShadow(pointsTo, activity, target, getBlockSize(op));
  if ((mode != Mode::Tangent && !mayHoldPointers) || !needsCompanion(target))
    return;
  Value shadow = getCompanion(target, op->getLoc());
  emitGuarded(builder, op->getLoc(), emitHasShadow(target, op->getLoc()), [&](OpBuilder &b) {
    cxx::FillOp::create(b, op->getLoc(), shadow, getCopy(fill.getCount()), /*byte=*/0);
  });
}

// The objects that a function of unknown body may write hold no derivative, but pointers: those in
// the shadow lead to where the old ones had theirs.
void ForwardSweep::sweepOpaqueCall(Operation *op) {
  if (cxx::isBlockSize(op))
    checkMovedBlock(op);
  builder.clone(*op, copies);
  auto how = op->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  if (!how)
    return;
  for (int32_t index : how.getAs<DenseI32ArrayAttr>("single").asArrayRef()) {
    Value object = op->getOperand(index);
    auto record = dyn_cast<cxx::RecordType>(cast<cxx::PtrType>(object.getType()).getPointee());
    if (!record || !record.isComplete() || !holdsPointer(record) || !needsCompanion(object))
      continue;
    Value shadow = getCompanion(object, op->getLoc());
    emitGuarded(builder, op->getLoc(), emitHasShadow(object, op->getLoc()), [&](OpBuilder &b) {
      cxx::FillOp::create(b, op->getLoc(), shadow, emitIndex(b, op->getLoc(), 1), /*byte=*/0);
    });
  }
}
