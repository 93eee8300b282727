// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "LoopShape.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;
using cxx::LoopPredicate;

static std::optional<APInt> getConstant(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return constant;
  return std::nullopt;
}

/// Whether `value` is `trips - 1`.
static bool isLastIteration(Value value, Value trips) {
  auto one = [](Value v, int64_t expected) {
    auto constant = getConstant(v);
    return constant && constant->getSExtValue() == expected;
  };
  if (auto sub = value.getDefiningOp<arith::SubIOp>())
    return sub.getLhs() == trips && one(sub.getRhs(), 1);
  if (auto add = value.getDefiningOp<arith::AddIOp>())
    return add.getLhs() == trips && one(add.getRhs(), -1);
  auto last = getConstant(value), count = getConstant(trips);
  return last && count && *last + 1 == *count;
}

static bool sameValue(Value lhs, Value rhs) {
  if (lhs == rhs)
    return true;
  auto left = getConstant(lhs), right = getConstant(rhs);
  return left && right && left->getBitWidth() == right->getBitWidth() && *left == *right;
}

static bool isUnsigned(LoopPredicate predicate) {
  return predicate == LoopPredicate::ult || predicate == LoopPredicate::ule ||
         predicate == LoopPredicate::ugt || predicate == LoopPredicate::uge;
}
static bool isStrict(LoopPredicate predicate) {
  return predicate == LoopPredicate::slt || predicate == LoopPredicate::ult ||
         predicate == LoopPredicate::sgt || predicate == LoopPredicate::ugt;
}
static bool isAscending(LoopPredicate predicate) {
  return predicate == LoopPredicate::slt || predicate == LoopPredicate::sle ||
         predicate == LoopPredicate::ult || predicate == LoopPredicate::ule;
}

/// Whether a bound is known to be none of the extreme values of its type in the given direction, so
/// that a loop that stops one beyond it does stop.
static bool leavesRoom(Value bound, const APInt &constant, bool below, bool isSigned) {
  std::optional<APInt> known = bound ? getConstant(bound) : constant;
  if (known) {
    APInt extreme = below ? (isSigned ? APInt::getSignedMinValue(known->getBitWidth())
                                      : APInt::getMinValue(known->getBitWidth()))
                          : (isSigned ? APInt::getSignedMaxValue(known->getBitWidth())
                                      : APInt::getMaxValue(known->getBitWidth()));
    return *known != extreme;
  }
  if (!isSigned)
    return false;
  // `n - 1` without overflow is not the largest value, `n + 1` not the smallest.
  auto hasNoWrap = [](auto op) {
    return bitEnumContainsAny(op.getOverflowFlags(), arith::IntegerOverflowFlags::nsw);
  };
  auto isPositive = [](Value v) {
    auto c = getConstant(v);
    return c && c->isStrictlyPositive();
  };
  auto isNegative = [](Value v) {
    auto c = getConstant(v);
    return c && c->isNegative();
  };
  if (auto sub = bound.getDefiningOp<arith::SubIOp>())
    return hasNoWrap(sub) && (below ? isNegative(sub.getRhs()) : isPositive(sub.getRhs()));
  if (auto add = bound.getDefiningOp<arith::AddIOp>())
    return hasNoWrap(add) && (below ? isPositive(add.getRhs()) : isNegative(add.getRhs()));
  return false;
}

/// Whether a statement `for (T i = lower; i PRED upper; i += step)` counts like the IR's loop: no
/// increment that the statement executes overflows.
static bool countsForward(const LoopShape &shape, bool noSignedWrap) {
  if (!shape.isSigned)
    return true;
  bool unit = shape.step == 1 || shape.step == -1;
  return noSignedWrap || (unit && isStrict(shape.predicate));
}

/// Whether a descending statement exists for the loop (see Loops.cpp for the forms).
static bool countsBackward(const LoopShape &shape) {
  if (shape.step != 1 && shape.step != -1)
    return false;
  if (shape.predicate == LoopPredicate::ne || isStrict(shape.predicate))
    return true;
  // `i >= lower` has to become false after lower itself; likewise `i <= lower` for descending
  // loops.
  return leavesRoom(shape.lower, shape.lowerConstant, /*below=*/shape.step > 0, shape.isSigned);
}

/// Collects the values of the loop that are induction variables with the shape's start and step.
/// Gives whether the increments are known not to wrap.
static bool collectInductions(LoopShape &shape, ArrayRef<Value> iterations, Value lower, Type type,
                              llvm::function_ref<bool(Operation *)> isLive) {
  bool noSignedWrap = false;
  for (Value iteration : iterations)
    for (Operation *user : iteration.getUsers()) {
      auto induction = dyn_cast<cxx::InductionOp>(user);
      if (!induction || !isLive(user) || induction.getStep() != shape.step ||
          induction.getType() != type || !sameValue(induction.getLower(), lower))
        continue;
      shape.inductions.push_back(induction);
      noSignedWrap |= induction.getNsw();
    }
  return noSignedWrap;
}

/// The loop that the source wrote, from `cxx.trip_count`.
static bool matchTripCount(LoopShape &shape, cxx::TripCountOp trips, ArrayRef<Value> iterations,
                           llvm::function_ref<bool(Operation *)> isLive) {
  shape.predicate = trips.getPredicate();
  shape.lower = trips.getLower();
  shape.upper = trips.getUpper();
  shape.step = trips.getStep();
  shape.bits = trips.getLower().getType().getIntOrFloatBitWidth();
  if (shape.bits < 32)
    return false;
  bool noWrap = collectInductions(shape, iterations, shape.lower, shape.lower.getType(), isLive);
  shape.isSigned = !isUnsigned(shape.predicate) && (shape.predicate != LoopPredicate::ne || noWrap);
  if (shape.predicate != LoopPredicate::ne && isAscending(shape.predicate) != (shape.step > 0))
    return false;
  if (shape.predicate == LoopPredicate::ne && shape.step != 1 && shape.step != -1)
    return false;
  return shape.reversed ? countsBackward(shape) : countsForward(shape, noWrap);
}

/// A loop with constant bounds, whose trip count has been folded: the end follows from start and
/// step.
static bool matchConstantTrips(LoopShape &shape, const APInt &trips, ArrayRef<Value> iterations,
                               llvm::function_ref<bool(Operation *)> isLive) {
  cxx::InductionOp first;
  for (Value iteration : iterations)
    for (Operation *user : iteration.getUsers())
      if (auto induction = dyn_cast<cxx::InductionOp>(user); induction && isLive(user) && !first)
        first = induction;
  if (!first)
    return false;
  auto lower = getConstant(first.getLower());
  shape.bits = first.getType().getIntOrFloatBitWidth();
  if (!lower || shape.bits < 32)
    return false;
  shape.step = first.getStep();
  APInt wide = lower->sext(128) + trips.zext(128) * APInt(128, shape.step, /*isSigned=*/true);
  if (!wide.isSignedIntN(shape.bits))
    return false;
  shape.lowerConstant = *lower;
  shape.upperConstant = wide.trunc(shape.bits);
  shape.predicate = shape.step > 0 ? LoopPredicate::slt : LoopPredicate::sgt;
  collectInductions(shape, iterations, first.getLower(), first.getType(), isLive);
  return shape.reversed ? countsBackward(shape) : true;
}

LoopShape cpp::matchLoop(scf::ForOp loop, llvm::function_ref<bool(Operation *)> isLive) {
  Value counter = loop.getInductionVar(), trips = loop.getUpperBound();
  SmallVector<Value> iterations;
  bool onlyBackwards = true;
  for (Operation *user : counter.getUsers()) {
    if (!isLive(user))
      continue;
    auto sub = dyn_cast<arith::SubIOp>(user);
    if (sub && sub.getRhs() == counter && isLastIteration(sub.getLhs(), trips))
      iterations.push_back(sub);
    else
      onlyBackwards = false;
  }
  LoopShape shape;
  shape.reversed = onlyBackwards && !iterations.empty();
  if (!shape.reversed)
    iterations.assign({counter});

  LoopShape recovered = shape;
  bool found = false;
  if (auto tripCount = trips.getDefiningOp<cxx::TripCountOp>())
    found = matchTripCount(recovered, tripCount, iterations, isLive);
  else if (auto constant = getConstant(trips))
    found = matchConstantTrips(recovered, *constant, iterations, isLive);
  if (found) {
    if (auto constant = recovered.lower ? getConstant(recovered.lower) : std::nullopt) {
      recovered.lowerConstant = *constant;
      recovered.lower = Value();
    }
    if (auto constant = recovered.upper ? getConstant(recovered.upper) : std::nullopt) {
      recovered.upperConstant = *constant;
      recovered.upper = Value();
    }
    recovered.iterations = iterations;
    return recovered;
  }

  // The plain form counts the iterations.
  shape.inductions = iterations;
  shape.lowerConstant = APInt(64, 0);
  if (auto constant = getConstant(trips))
    shape.upperConstant = *constant;
  else
    shape.upper = trips;
  return shape;
}
