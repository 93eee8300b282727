// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ActivityChecks.h"

#include "SharedShadows.h"
#include "TypeChanges.h"

#include "costate/Analysis/CallActivity.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

#include <set>

using namespace mlir;
using namespace costate;

static bool isVoid(Type type) { return isa<NoneType>(type); }

/// The pointee type that a pointer had before it was cast to void*; null if it cannot be seen.
static Type findOriginalPointee(Value pointer) {
  Type type = cast<cxx::PtrType>(pointer.getType()).getPointee();
  while (isVoid(type)) {
    auto cast = pointer.getDefiningOp<cxx::CastOp>();
    if (!cast)
      return {};
    pointer = cast.getSource();
    type = llvm::cast<cxx::PtrType>(pointer.getType()).getPointee();
  }
  return type;
}

bool costate::sharesActiveStorage(const Activity &activity, const PointsTo &pointsTo,
                                  Value address) {
  return activity.isActiveAddress(address) &&
         (isPrivateAddress(pointsTo, address) || (isOwnAddress(pointsTo, activity, address) &&
                                                  isSharedShadow(pointsTo, activity, address)));
}

std::optional<uint64_t> costate::getBlockSize(Operation *copy) {
  APInt count;
  if (!isa<cxx::CopyNOp, cxx::FillOp>(copy))
    return std::nullopt;
  Value number = isa<cxx::FillOp>(copy) ? cast<cxx::FillOp>(copy).getCount()
                                        : cast<cxx::CopyNOp>(copy).getCount();
  if (!matchPattern(number, m_ConstantInt(&count)))
    return std::nullopt;
  Type pointee = cast<cxx::PtrType>(copy->getOperand(0).getType()).getPointee();
  return count.getZExtValue() * cxx::getTypeSize(pointee);
}

bool costate::holdsUnion(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsUnion(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && !record.isText() &&
         (cxx::hasOverlappingMembers(record) ||
          llvm::any_of(record.getFields(),
                       [](const cxx::RecordField &field) { return holdsUnion(field.type); }));
}

void costate::refuseAmbiguousStorage(Operation *op) {
  emitRefusal(op->getLoc(), "ambiguous-storage",
              "this treats memory as a whole in which numbers that carry a derivative share their "
              "bytes with other things")
          .attachNote(op->getLoc())
      << "copy the member that is in use instead";
}

//===------------------------- casts of the caller's memory --------------===//

/// The scalar at the start of an object.
static Type getFirstScalar(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return getFirstScalar(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record)
    return type;
  if (cxx::hasOverlappingMembers(record))
    return {};
  for (const cxx::RecordField &field : record.getFields())
    if (field.offset == 0)
      if (Type first = getFirstScalar(field.type))
        return first;
  return {};
}

/// Whether an object of type `inner` lies at the start of each object of type `outer`.
static bool startsWith(Type outer, Type inner) {
  if (outer == inner)
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(outer))
    return startsWith(array.getElementType(), inner);
  if (auto record = dyn_cast<cxx::RecordType>(outer); record && record.isComplete())
    return llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
      return field.offset == 0 && startsWith(field.type, inner);
    });
  return false;
}

/// Whether an object of type `outer` has one of type `inner` at a distance from its start.
static bool holdsAt(Type outer, uint64_t distance, Type inner) {
  if (distance == 0 && startsWith(outer, inner))
    return true;
  auto record = dyn_cast<cxx::RecordType>(outer);
  return record && record.isComplete() &&
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return distance >= field.offset && holdsAt(field.type, distance - field.offset, inner);
         });
}

/// The steps from a base subobject to its object, in bytes: the second of the two casts, or null.
static cxx::CastOp findEnclosingCast(cxx::CastOp toBytes) {
  for (Operation *user : toBytes->getUsers())
    if (auto step = dyn_cast<cxx::OffsetOp>(user); step && step->hasOneUse())
      if (auto back = dyn_cast<cxx::CastOp>(*step->user_begin()))
        return back;
  return {};
}

/// Whether a cast is one of the two of a conversion from a base to a derived class.
static bool isDerivedConversion(cxx::CastOp op) {
  Type to = op.getAddress().getType().getPointee();
  if (to.isInteger(8)) {
    cxx::CastOp back = op->hasOneUse() ? findEnclosingCast(op) : cxx::CastOp();
    return back && isDerivedConversion(back);
  }
  auto step = op.getSource().getDefiningOp<cxx::OffsetOp>();
  auto toBytes = step ? step.getBase().getDefiningOp<cxx::CastOp>() : cxx::CastOp();
  APInt distance;
  return toBytes && matchPattern(step.getIndex(), m_ConstantInt(&distance)) &&
         distance.isNegative() &&
         holdsAt(to, distance.abs().getZExtValue(),
                 cast<cxx::PtrType>(toBytes.getSource().getType()).getPointee());
}

/// Whether memory of the caller is looked at as something that its type does not say.
static bool changesView(cxx::CastOp cast) {
  Type from = findOriginalPointee(cast.getSource()), to = cast.getAddress().getType().getPointee();
  if (!from || isVoid(to) || startsWith(from, to) || startsWith(to, from) ||
      isDerivedConversion(cast))
    return false;
  from = getFirstScalar(from), to = getFirstScalar(to);
  return from && to && from != to && (isa<FloatType>(from) || isa<FloatType>(to)) &&
         !isRawStorage(from);
}

/// Whether single bytes are read where other functions may keep numbers or pointers, as data.
static bool readsHiddenByte(cxx::LoadOp load, const PointsTo &pointsTo, const Activity &activity) {
  if (!load.getType().isInteger(8) || !activity.isMirrored(load.getAddress()) ||
      !TypeChanges::reachData(load.getValue()))
    return false;
  Value address = load.getAddress();
  for (Operation *op = address.getDefiningOp(); isa_and_nonnull<cxx::ElementOp, cxx::OffsetOp>(op);
       op = address.getDefiningOp()) {
    address = op->getOperand(0);
    Type storage = cast<cxx::PtrType>(address.getType()).getPointee();
    if (pointsTo.mayHideNumbers(storage) || pointsTo.mayHidePointers(storage))
      return true;
  }
  return false;
}

using CheckedVariants = std::set<CallVariant>;

static LogicalResult checkVariant(func::FuncOp function, const PointsTo &pointsTo,
                                  const Activity &activity, CheckedVariants &checked);

/// A call through which no derivative flows has no derivative that would be checked: it may be the
/// bits of a number in which it gets lost.
static LogicalResult checkInactiveCall(func::CallOp call, const Activity &activity,
                                       CheckedVariants &checked) {
  CallActivity *calls = activity.getCalls();
  if (!calls || activity.isActiveCall(call))
    return success();
  CallVariant variant = activity.getVariant(call);
  if (!llvm::is_contained(variant.arguments, true) || !checked.insert(variant).second)
    return success();
  const PointsTo &pointsTo = calls->getPointsTo(variant.function);
  Activity inner(variant.function, pointsTo, calls->getRequest(variant));
  return checkVariant(variant.function, pointsTo, inner, checked);
}

LogicalResult costate::checkReinterpretation(func::FuncOp function, const PointsTo &pointsTo,
                                             const Activity &activity) {
  CheckedVariants checked;
  return checkVariant(function, pointsTo, activity, checked);
}

static LogicalResult checkVariant(func::FuncOp function, const PointsTo &pointsTo,
                                  const Activity &activity, CheckedVariants &checked) {
  if (failed(checkOpaqueCalls(function, pointsTo, activity)))
    return failure();
  TypeChanges changes(function, pointsTo, activity);
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (activity.getColdCode().contains(op))
      return WalkResult::advance();
    if (auto call = dyn_cast<func::CallOp>(op))
      return failed(checkInactiveCall(call, activity, checked)) ? WalkResult::interrupt()
                                                                : WalkResult::advance();
    if (auto bitcast = dyn_cast<arith::BitcastOp>(op)) {
      // Usefulness is not followed through integers: what varies must not get lost in bits. Bits
      // that only decide are fine.
      Value in = bitcast.getIn(), out = bitcast.getOut();
      bool isLost = isa<IntegerType>(out.getType())
                        ? activity.isVaried(in) && TypeChanges::reachData(out)
                        : activity.isActive(in) || activity.isActive(out);
      if (!isLost)
        return WalkResult::advance();
    } else if (auto pointerCast = dyn_cast<cxx::CastOp>(op)) {
      Value source = pointerCast.getSource();
      if (isPrivateAddress(pointsTo, source) || !activity.isActiveAddress(source) ||
          !changesView(pointerCast))
        return WalkResult::advance();
    } else if (auto load = dyn_cast<cxx::LoadOp>(op);
               load && readsHiddenByte(load, pointsTo, activity)) {
      refuseAmbiguousStorage(op);
      return WalkResult::interrupt();
    } else {
      return changes.check(op).succeeded() ? WalkResult::advance() : WalkResult::interrupt();
    }
    Value bits = isa<arith::BitcastOp>(op) ? op->getOperand(0) : Value();
    (void)TypeChanges::refuse(op, bits, pointsTo, activity);
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}
