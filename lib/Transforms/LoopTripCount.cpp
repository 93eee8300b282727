// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The second half of LoopRecurrences: how often the condition of a loop holds, given its linear
// values.

#include "LoopRecurrence.h"

#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace costate;

using Extension = LinearSequence::Extension;

static std::optional<cxx::LoopPredicate> getLoopPredicate(arith::CmpIPredicate predicate) {
  using From = arith::CmpIPredicate;
  using To = cxx::LoopPredicate;
  switch (predicate) {
  case From::eq:
    return std::nullopt;
  case From::ne:
    return To::ne;
  case From::slt:
    return To::slt;
  case From::sle:
    return To::sle;
  case From::sgt:
    return To::sgt;
  case From::sge:
    return To::sge;
  case From::ult:
    return To::ult;
  case From::ule:
    return To::ule;
  case From::ugt:
    return To::ugt;
  case From::uge:
    return To::uge;
  }
  llvm_unreachable("unknown predicate");
}

static arith::CmpIPredicate swapOperands(arith::CmpIPredicate predicate) {
  using P = arith::CmpIPredicate;
  switch (predicate) {
  case P::eq:
  case P::ne:
    return predicate;
  case P::slt:
    return P::sgt;
  case P::sle:
    return P::sge;
  case P::sgt:
    return P::slt;
  case P::sge:
    return P::sle;
  case P::ult:
    return P::ugt;
  case P::ule:
    return P::uge;
  case P::ugt:
    return P::ult;
  case P::uge:
    return P::ule;
  }
  llvm_unreachable("unknown predicate");
}

/// C++ lets us assume that a loop ends, unless it has effects that are visible while it runs.
bool LoopRecurrences::mayRunForever() const {
  return loop
      ->walk([](Operation *op) {
        return isa<cxx::InactiveCallOp, cxx::AssertOp, cxx::RaiseOp>(op) ? WalkResult::interrupt()
                                                                         : WalkResult::advance();
      })
      .wasInterrupted();
}

/// Whether the number of iterations is what `cxx.trip_count` says, although the machine's sequence
/// may wrap. Where the step is a power of two, a sequence that wraps comes back to its own start
/// without meeting a value that ends the loop: such a loop would never end. That may be assumed
/// away only where the condition is the only one that ends the loop.
bool LoopRecurrences::isCountable(cxx::LoopPredicate predicate, const LinearSequence &sequence,
                                  Value upper, bool mayAssumeEnd) const {
  using P = cxx::LoopPredicate;
  if (sequence.step == 0 || sequence.step == INT64_MIN)
    return false;
  uint64_t stride = sequence.step < 0 ? -uint64_t(sequence.step) : uint64_t(sequence.step);
  bool endsByAssumption = mayAssumeEnd && llvm::isPowerOf2_64(stride) && !mayRunForever();

  if (predicate == P::ne) {
    if (sequence.extension != Extension::None)
      return false;
    // A larger stride meets the bound only because the loop is known to end there.
    return stride == 1 ||
           (mayAssumeEnd && (sequence.signedExact || sequence.unsignedExact || endsByAssumption));
  }

  bool upward =
      predicate == P::slt || predicate == P::sle || predicate == P::ult || predicate == P::ule;
  if (upward != (sequence.step > 0))
    return false;
  bool isSigned =
      predicate == P::slt || predicate == P::sle || predicate == P::sgt || predicate == P::sge;
  if (sequence.extension != Extension::None) {
    // The order of the comparison must be that of the narrow type.
    bool sameOrder = sequence.extension == Extension::Unsigned || isSigned;
    return sameOrder && endsByAssumption;
  }
  bool strict =
      predicate == P::slt || predicate == P::sgt || predicate == P::ult || predicate == P::ugt;
  if (strict && stride == 1)
    return true;
  // All 2^64 values would be counted as none.
  if (!strict && !mayAssumeEnd && upper.getType().getIntOrFloatBitWidth() >= 64)
    return false;
  bool exact = isSigned ? sequence.signedExact : sequence.unsignedExact;
  if (exact || endsByAssumption)
    return true;
  // No machine runs through the 64-bit integers; elsewhere the bound may be far enough from the
  // edge.
  unsigned width = upper.getType().getIntOrFloatBitWidth();
  if (width == 64 && stride <= 1024)
    return true;
  std::optional<int64_t> bound = getConstantInteger(upper);
  if (!bound || width >= 64 || stride > 1024)
    return false;
  return isSigned ? std::abs(*bound) < (int64_t(1) << (width - 1)) - 2048
                  : upward && (*bound & llvm::maskTrailingOnes<uint64_t>(width)) <
                                  (uint64_t(1) << width) - 2048;
}

Value LoopRecurrences::countTrips(OpBuilder &builder) const {
  return countCondition(loop.getConditionOp().getCondition(), /*isOnly=*/true, builder);
}

/// The number of iterations until `condition` fails; `isOnly` where nothing else ends the loop.
Value LoopRecurrences::countCondition(Value condition, bool isOnly, OpBuilder &builder) const {
  Operation *op = condition.getDefiningOp();
  if (!op || isDefinedOutside(condition))
    return {};
  if (auto compare = dyn_cast<arith::CmpIOp>(op)) {
    Value trips = countIntegers(compare, isOnly, builder);
    return trips ? trips : countStrided(compare, isOnly, builder);
  }
  if (auto compare = dyn_cast<cxx::PtrCmpOp>(op))
    return countPointers(compare, isOnly, builder);
  if (auto both = dyn_cast<arith::AndIOp>(op))
    return countBoth(both.getLhs(), both.getRhs(), builder);
  if (auto select = dyn_cast<arith::SelectOp>(op);
      select && matchPattern(select.getFalseValue(), m_Zero()))
    return countBoth(select.getCondition(), select.getTrueValue(), builder);
  // c1 && c2: scf.if %c1 {yield %c2} else {yield false}
  auto branch = dyn_cast<scf::IfOp>(op);
  if (!branch)
    return {};
  unsigned index = cast<OpResult>(condition).getResultNumber();
  if (!matchPattern(branch.elseYield().getOperand(index), m_Zero()))
    return {};
  return countBoth(branch.getCondition(), branch.thenYield().getOperand(index), builder);
}

/// Counts are compared unsigned: one that is beyond 2^63 never ends the loop.
Value LoopRecurrences::countBoth(Value first, Value second, OpBuilder &builder) const {
  Value firstTrips = countCondition(first, /*isOnly=*/false, builder);
  Value secondTrips = firstTrips ? countCondition(second, /*isOnly=*/false, builder) : Value();
  if (!secondTrips)
    return {};
  return builder.createOrFold<arith::MinUIOp>(loop.getLoc(), firstTrips, secondTrips);
}

static Value createTripCount(OpBuilder &builder, Location loc, cxx::LoopPredicate predicate,
                             Value lower, Value upper, int64_t step) {
  return builder.createOrFold<cxx::TripCountOp>(loc, builder.getI64Type(), predicate, lower, upper,
                                                step);
}

static Value createConstant(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(value));
}

Value LoopRecurrences::countIntegers(arith::CmpIOp compare, bool isOnly, OpBuilder &builder) const {
  if (!isa<IntegerType>(compare.getLhs().getType()) || compare.getLhs().getType().isInteger(1))
    return {};
  std::optional<LinearSequence> lhs = evaluate(compare.getLhs(), builder);
  std::optional<LinearSequence> rhs = evaluate(compare.getRhs(), builder);
  if (!lhs || !rhs)
    return {};
  arith::CmpIPredicate predicate = compare.getPredicate();
  if (lhs->isInvariant()) {
    std::swap(lhs, rhs);
    predicate = swapOperands(predicate);
  }
  if (!rhs->isInvariant())
    return countConverging(predicate, *lhs, *rhs, builder);
  std::optional<cxx::LoopPredicate> loopPredicate = getLoopPredicate(predicate);
  if (!loopPredicate || !isCountable(*loopPredicate, *lhs, rhs->start, isOnly))
    return {};
  return createTripCount(builder, loop.getLoc(), *loopPredicate, lhs->start, rhs->start, lhs->step);
}

/// `for (i = 0, j = n; i < j; ++i, --j)`: counts the distance, exactly, in a wider type.
Value LoopRecurrences::countConverging(arith::CmpIPredicate predicate, const LinearSequence &lhs,
                                       const LinearSequence &rhs, OpBuilder &builder) const {
  unsigned width = lhs.start.getType().getIntOrFloatBitWidth();
  std::optional<cxx::LoopPredicate> loopPredicate = getLoopPredicate(predicate);
  bool isSigned = loopPredicate && *loopPredicate <= cxx::LoopPredicate::sge;
  if (!isSigned || width > 32 || !lhs.signedExact || !rhs.signedExact)
    return {};
  Type wide = builder.getI64Type();
  Location loc = loop.getLoc();
  Value first = builder.createOrFold<arith::ExtSIOp>(loc, wide, lhs.start);
  Value second = builder.createOrFold<arith::ExtSIOp>(loc, wide, rhs.start);
  LinearSequence distance;
  distance.start = builder.createOrFold<arith::SubIOp>(loc, first, second);
  distance.step = lhs.step - rhs.step;
  distance.signedExact = true;
  Value zero = createConstant(builder, loc, 0);
  if (!isCountable(*loopPredicate, distance, zero, /*mayAssumeEnd=*/false))
    return {};
  return createTripCount(builder, loc, *loopPredicate, distance.start, zero, distance.step);
}

/// `for (i = a; i < b; i += stride)` with an invariant stride and no overflow: a stride in the
/// wrong direction would overflow, and one of zero would never end.
Value LoopRecurrences::countStrided(arith::CmpIOp compare, bool isOnly, OpBuilder &builder) const {
  using P = arith::CmpIPredicate;
  Value counter = lookThroughAfter(compare.getLhs()), bound = compare.getRhs();
  P predicate = compare.getPredicate();
  if (isDefinedOutside(counter)) {
    std::swap(counter, bound);
    counter = lookThroughAfter(counter);
    predicate = swapOperands(predicate);
  }
  if (auto extension = counter.getDefiningOp<arith::ExtSIOp>())
    counter = lookThroughAfter(extension.getIn());
  auto argument = dyn_cast<BlockArgument>(counter);
  if (!argument || argument.getOwner() != loop.getBeforeBody() || !isDefinedOutside(bound) ||
      !isOnly || mayRunForever())
    return {};
  const std::optional<LinearSequence> &sequence = arguments[argument.getArgNumber()];
  bool upward = predicate == P::slt || predicate == P::sle;
  bool inclusive = predicate == P::sle || predicate == P::sge;
  if (!sequence || !sequence->variableStep || !sequence->signedExact ||
      !isa<IntegerType>(counter.getType()) ||
      !(upward || predicate == P::sgt || predicate == P::sge))
    return {};

  Location loc = loop.getLoc();
  auto widen = [&](Value value) {
    Type wide = builder.getI64Type();
    return value.getType() == wide ? value : builder.createOrFold<arith::ExtSIOp>(loc, wide, value);
  };
  Value lower = widen(sequence->start), upper = widen(bound),
        stride = widen(sequence->variableStep);
  Value zero = createConstant(builder, loc, 0), one = createConstant(builder, loc, 1);
  Value distance = upward ? builder.createOrFold<arith::SubIOp>(loc, upper, lower)
                          : builder.createOrFold<arith::SubIOp>(loc, lower, upper);
  if (!upward)
    stride = builder.createOrFold<arith::SubIOp>(loc, zero, stride);
  stride = builder.createOrFold<arith::MaxSIOp>(loc, stride, one);
  if (!inclusive)
    distance = builder.createOrFold<arith::SubIOp>(loc, distance, one);
  Value steps = builder.createOrFold<arith::DivUIOp>(loc, distance, stride);
  Value trips = builder.createOrFold<arith::AddIOp>(loc, steps, one);
  Value runs = builder.createOrFold<arith::CmpIOp>(loc, predicate, lower, upper);
  return builder.createOrFold<arith::SelectOp>(loc, runs, trips, zero);
}

static cxx::PtrPredicate swapOperands(cxx::PtrPredicate predicate) {
  using P = cxx::PtrPredicate;
  switch (predicate) {
  case P::lt:
    return P::gt;
  case P::le:
    return P::ge;
  case P::gt:
    return P::lt;
  case P::ge:
    return P::le;
  case P::eq:
  case P::ne:
    return predicate;
  }
  llvm_unreachable("unknown predicate");
}

static std::optional<cxx::LoopPredicate> getLoopPredicate(cxx::PtrPredicate predicate) {
  using P = cxx::PtrPredicate;
  switch (predicate) {
  case P::eq:
    return std::nullopt;
  case P::ne:
    return cxx::LoopPredicate::ne;
  case P::lt:
    return cxx::LoopPredicate::slt;
  case P::le:
    return cxx::LoopPredicate::sle;
  case P::gt:
    return cxx::LoopPredicate::sgt;
  case P::ge:
    return cxx::LoopPredicate::sge;
  }
  llvm_unreachable("unknown predicate");
}

namespace {
/// A pointer as an element of what its last step starts from; the index is null for none.
struct ElementOf {
  Value base, index;

  explicit ElementOf(Value pointer) : base(pointer) {
    if (auto offset = pointer.getDefiningOp<cxx::OffsetOp>())
      base = offset.getBase(), index = offset.getIndex();
    else if (auto element = pointer.getDefiningOp<cxx::ElementOp>())
      base = element.getArray(), index = element.getIndex();
  }
};
} // namespace

/// end - begin in elements, without a difference of pointers where both are known elements.
static Value createDistance(OpBuilder &builder, Location loc, Value begin, Value end) {
  ElementOf first(begin), last(end);
  if (last.base == begin && isa_and_nonnull<cxx::OffsetOp>(end.getDefiningOp()))
    return last.index;
  if (first.index && last.index && first.base == last.base)
    return builder.createOrFold<arith::SubIOp>(loc, last.index, first.index);
  return cxx::PtrDiffOp::create(builder, loc, builder.getI64Type(), end, begin);
}

/// Counts the distance to the end pointer in elements: pointers stay inside their array.
Value LoopRecurrences::countPointers(cxx::PtrCmpOp compare, bool isOnly, OpBuilder &builder) const {
  std::optional<LinearSequence> lhs = evaluate(compare.getLhs(), builder);
  std::optional<LinearSequence> rhs = evaluate(compare.getRhs(), builder);
  if (!lhs || !rhs || lhs->isInvariant() == rhs->isInvariant())
    return {};
  cxx::PtrPredicate predicate = compare.getPredicate();
  if (lhs->isInvariant()) {
    std::swap(lhs, rhs);
    predicate = swapOperands(predicate);
  }
  std::optional<cxx::LoopPredicate> loopPredicate = getLoopPredicate(predicate);
  if (!loopPredicate || rhs->start.getDefiningOp<cxx::NullOp>())
    return {};
  Location loc = compare.getLoc();
  Value zero = createConstant(builder, loc, 0);
  Value distance = createDistance(builder, loc, lhs->start, rhs->start);
  lhs->signedExact = true;
  if (!isCountable(*loopPredicate, *lhs, distance, isOnly))
    return {};
  return createTripCount(builder, loc, *loopPredicate, zero, distance, lhs->step);
}
