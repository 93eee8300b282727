// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ActivityChecks.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

static bool isVoid(Type type) { return isa<NoneType>(type); }

/// Bytes and arrays of bytes hold objects of any type.
static bool isRawStorage(Type type) {
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  return type.isInteger(8);
}

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

/// Whether bits become part of a number or of memory again, instead of only deciding something.
static bool reachData(Value bits) {
  llvm::SmallVector<Value> work = {bits};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!work.empty())
    for (Operation *user : work.pop_back_val().getUsers()) {
      if (!seen.insert(user).second || isa<arith::CmpIOp>(user))
        continue;
      bool isInteger = isa<arith::ArithDialect>(user->getDialect()) && user->getNumResults() == 1 &&
                       isa<IntegerType>(user->getResult(0).getType());
      if (!isInteger)
        return true;
      // A single bit decides.
      if (!user->getResult(0).getType().isInteger(1))
        work.push_back(user->getResult(0));
    }
  return false;
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

LogicalResult costate::checkReinterpretation(func::FuncOp function, const PointsTo &pointsTo,
                                             const Activity &activity) {
  llvm::DenseMap<ObjectId, Type> storedTypes;
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (activity.getColdCode().contains(op))
      return WalkResult::advance();
    if (auto bitcast = dyn_cast<arith::BitcastOp>(op)) {
      // Usefulness is not followed through integers: what varies must not get lost in bits.
      bool isLost = activity.isVaried(bitcast.getIn()) && reachData(bitcast.getOut());
      if (!isLost && !activity.isActive(bitcast.getIn()) && !activity.isActive(bitcast.getOut()))
        return WalkResult::advance();
    } else if (auto pointerCast = dyn_cast<cxx::CastOp>(op)) {
      Type to = pointerCast.getAddress().getType().getPointee();
      if (isVoid(to) || !activity.isActiveAddress(pointerCast.getSource()))
        return WalkResult::advance();
      if (isDerivedConversion(pointerCast))
        return WalkResult::advance();
      Type from = findOriginalPointee(pointerCast.getSource());
      if (from && !isRawStorage(from) && !isRawStorage(to) &&
          (startsWith(from, to) || startsWith(to, from)))
        return WalkResult::advance();
      // Raw storage may hold objects of one type.
      bool isSameType =
          llvm::all_of(pointsTo.getTargets(pointerCast.getSource()), [&](ObjectId id) {
            return storedTypes.try_emplace(id, to).first->second == to;
          });
      if ((!from || isRawStorage(from)) && isSameType && !isRawStorage(to))
        return WalkResult::advance();
    } else {
      return WalkResult::advance();
    }
    emitRefusal(op->getLoc(), "reinterpreted-active",
                "memory that carries a derivative is accessed as another type");
    return WalkResult::interrupt();
  });
  if (result.wasInterrupted())
    return failure();
  result = function.walk([&](Operation *op) -> WalkResult {
    Value address;
    if (auto load = dyn_cast<cxx::LoadOp>(op))
      address = load.getAddress();
    else if (auto store = dyn_cast<cxx::StoreOp>(op))
      address = store.getAddress();
    if (!address || !isRawStorage(cast<cxx::PtrType>(address.getType()).getPointee()))
      return WalkResult::advance();
    bool holdsObjects = llvm::any_of(pointsTo.getTargets(address),
                                     [&](ObjectId id) { return storedTypes.contains(id); });
    if (!holdsObjects)
      return WalkResult::advance();
    emitRefusal(op->getLoc(), "reinterpreted-active",
                "memory that carries a derivative is accessed as another type");
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}
