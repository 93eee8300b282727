// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "LoopRecurrence.h"

#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace costate;

using Extension = LinearSequence::Extension;

std::optional<int64_t> costate::getConstantInteger(Value value) {
  APInt constant;
  if (!matchPattern(value, m_ConstantInt(&constant)) || constant.getBitWidth() > 64)
    return std::nullopt;
  return constant.getSExtValue();
}

template <typename Op> static bool hasNoSignedWrap(Op op) {
  return arith::bitEnumContainsAll(op.getOverflowFlags(), arith::IntegerOverflowFlags::nsw);
}
template <typename Op> static bool hasNoUnsignedWrap(Op op) {
  return arith::bitEnumContainsAll(op.getOverflowFlags(), arith::IntegerOverflowFlags::nuw);
}

static int64_t wrapTo(unsigned width, uint64_t value) { return llvm::SignExtend64(value, width); }

//===---------------------------- increments -----------------------------===//

/// `argument + constant`, or `argument + variable`, or `argument - variable`.
struct LoopRecurrences::Increment {
  int64_t constant = 0;
  Value variable;
  bool negateVariable = false;
  bool signedExact = true, unsignedExact = true;
};

LoopRecurrences::LoopRecurrences(scf::WhileOp loop) : loop(loop) {
  for (unsigned index = 0, end = loop.getBeforeArguments().size(); index < end; ++index)
    arguments.push_back(makeSequence(index));
}

bool LoopRecurrences::isDefinedOutside(Value value) const {
  return !loop->isAncestor(value.getParentRegion()->getParentOp());
}

Value LoopRecurrences::lookThroughAfter(Value value) const {
  auto argument = dyn_cast<BlockArgument>(value);
  if (argument && argument.getOwner() == loop.getAfterBody())
    return loop.getConditionOp().getArgs()[argument.getArgNumber()];
  return value;
}

std::optional<LoopRecurrences::Increment> LoopRecurrences::traceIncrement(Value value,
                                                                          unsigned index) const {
  value = lookThroughAfter(value);
  if (value == loop.getBeforeArguments()[index])
    return Increment{};
  if (auto add = value.getDefiningOp<arith::AddIOp>()) {
    if (auto found = traceAddition(add.getLhs(), add.getRhs(), false, hasNoSignedWrap(add), index))
      return found;
    return traceAddition(add.getRhs(), add.getLhs(), false, hasNoSignedWrap(add), index);
  }
  if (auto sub = value.getDefiningOp<arith::SubIOp>())
    return traceAddition(sub.getLhs(), sub.getRhs(), true, hasNoSignedWrap(sub), index);
  if (auto offset = value.getDefiningOp<cxx::OffsetOp>())
    return traceAddition(offset.getBase(), offset.getIndex(), false, true, index);
  if (auto trunc = value.getDefiningOp<arith::TruncIOp>())
    return traceTruncated(trunc.getIn(), trunc.getType().getIntOrFloatBitWidth(), index);
  return std::nullopt;
}

std::optional<LoopRecurrences::Increment> LoopRecurrences::traceAddition(Value base, Value addend,
                                                                         bool negate, bool exact,
                                                                         unsigned index) const {
  bool isConstant = getConstantInteger(addend).has_value();
  if (!isConstant && !isDefinedOutside(addend))
    return std::nullopt;
  std::optional<Increment> increment = traceIncrement(base, index);
  if (!increment)
    return std::nullopt;
  increment->signedExact &= exact;
  increment->unsignedExact = false;
  if (isConstant) {
    uint64_t step = *getConstantInteger(addend);
    increment->constant = int64_t(uint64_t(increment->constant) + (negate ? -step : step));
    return increment;
  }
  if (increment->variable)
    return std::nullopt;
  increment->variable = addend;
  increment->negateVariable = negate;
  return increment;
}

/// `trunc(ext(argument) + constant)`: how C++ increments a `short`; wraps at the narrow width.
std::optional<LoopRecurrences::Increment>
LoopRecurrences::traceTruncated(Value wide, unsigned width, unsigned index) const {
  wide = lookThroughAfter(wide);
  Operation *definition = wide.getDefiningOp();
  if (isa_and_nonnull<arith::ExtSIOp, arith::ExtUIOp>(definition)) {
    Value narrow = definition->getOperand(0);
    if (narrow.getType().getIntOrFloatBitWidth() != width)
      return std::nullopt;
    std::optional<Increment> increment = traceIncrement(narrow, index);
    if (increment)
      increment->signedExact = increment->unsignedExact = false;
    return increment;
  }
  if (!isa_and_nonnull<arith::AddIOp, arith::SubIOp>(definition))
    return std::nullopt;
  Value base = definition->getOperand(0), addend = definition->getOperand(1);
  std::optional<int64_t> constant = getConstantInteger(addend);
  if (!constant)
    return std::nullopt;
  std::optional<Increment> increment = traceTruncated(base, width, index);
  if (!increment)
    return std::nullopt;
  uint64_t step = isa<arith::SubIOp>(definition) ? -uint64_t(*constant) : uint64_t(*constant);
  increment->constant = int64_t(uint64_t(increment->constant) + step);
  return increment;
}

std::optional<LinearSequence> LoopRecurrences::makeSequence(unsigned index) const {
  BlockArgument argument = loop.getBeforeArguments()[index];
  bool isInteger = isa<IntegerType>(argument.getType()) && !argument.getType().isInteger(1);
  if (!isInteger && !isa<cxx::PtrType>(argument.getType()))
    return std::nullopt;
  std::optional<Increment> increment = traceIncrement(loop.getYieldOp().getOperand(index), index);
  if (!increment)
    return std::nullopt;
  LinearSequence sequence;
  sequence.start = loop.getInits()[index];
  sequence.signedExact = increment->signedExact;
  sequence.unsignedExact = increment->unsignedExact;
  unsigned width = isInteger ? argument.getType().getIntOrFloatBitWidth() : 64;
  sequence.step = wrapTo(width, increment->constant);
  if (!increment->variable)
    return sequence;
  // A mixed step (`i += n + 1` is one value; `i += n; ++i` is not) is left to the iteration
  // argument.
  if (increment->constant != 0 || increment->negateVariable)
    return std::nullopt;
  sequence.variableStep = increment->variable;
  return sequence;
}

Value LinearSequence::at(Value iteration, Location loc, OpBuilder &builder) const {
  if (isInvariant())
    return start;
  Type type = start.getType();
  bool isPointer = isa<cxx::PtrType>(type);
  if (!variableStep && !isPointer)
    return cxx::InductionOp::create(builder, loc, type, start, iteration, step,
                                    /*nsw=*/signedExact);
  Value distance = iteration;
  if (variableStep) {
    unsigned width = isPointer ? 64 : type.getIntOrFloatBitWidth();
    Type integer = builder.getIntegerType(width);
    if (width < 64)
      distance = arith::TruncIOp::create(builder, loc, integer, distance);
    if (width > 64)
      distance = arith::ExtUIOp::create(builder, loc, integer, distance);
    distance = arith::MulIOp::create(builder, loc, distance, variableStep);
  } else if (step != 1) {
    Value zero = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
    distance = cxx::InductionOp::create(builder, loc, distance.getType(), zero, iteration,
                                        builder.getI64IntegerAttr(step));
  }
  if (isPointer)
    return cxx::OffsetOp::create(builder, loc, type, start, distance);
  return arith::AddIOp::create(builder, loc, start, distance);
}

//===------------------------ values of the loop -------------------------===//

std::optional<LinearSequence> LoopRecurrences::evaluate(Value value, OpBuilder &builder) const {
  value = lookThroughAfter(value);
  if (isDefinedOutside(value)) {
    LinearSequence sequence;
    sequence.start = value;
    sequence.signedExact = sequence.unsignedExact = true;
    return sequence;
  }
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (argument.getOwner() != loop.getBeforeBody())
      return std::nullopt;
    const std::optional<LinearSequence> &sequence = arguments[argument.getArgNumber()];
    if (!sequence || sequence->variableStep)
      return std::nullopt;
    return sequence;
  }
  Operation *op = value.getDefiningOp();
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    LinearSequence sequence;
    sequence.start = builder.clone(*constant)->getResult(0);
    sequence.signedExact = sequence.unsignedExact = true;
    return sequence;
  }
  if (auto add = dyn_cast<arith::AddIOp>(op))
    return evaluateSum(op, false, hasNoSignedWrap(add), builder);
  if (auto sub = dyn_cast<arith::SubIOp>(op))
    return evaluateSum(op, true, hasNoSignedWrap(sub), builder);
  if (isa<arith::ExtSIOp>(op))
    return evaluateExtension(op, /*isSigned=*/true, builder);
  if (isa<arith::ExtUIOp>(op))
    return evaluateExtension(op, /*isSigned=*/false, builder);
  if (auto trunc = dyn_cast<arith::TruncIOp>(op)) {
    std::optional<LinearSequence> sequence = evaluate(trunc.getIn(), builder);
    if (!sequence || sequence->extension != Extension::None)
      return std::nullopt;
    Type type = trunc.getType();
    sequence->start = builder.createOrFold<arith::TruncIOp>(op->getLoc(), type, sequence->start);
    sequence->step = wrapTo(type.getIntOrFloatBitWidth(), sequence->step);
    sequence->signedExact = sequence->unsignedExact = sequence->isInvariant();
    return sequence;
  }
  if (auto offset = dyn_cast<cxx::OffsetOp>(op)) {
    std::optional<LinearSequence> base = evaluate(offset.getBase(), builder);
    std::optional<LinearSequence> index = evaluate(offset.getIndex(), builder);
    if (!base || !index || index->extension != Extension::None)
      return std::nullopt;
    base->start = builder.createOrFold<cxx::OffsetOp>(op->getLoc(), base->start.getType(),
                                                      base->start, index->start);
    base->step += index->step;
    return base;
  }
  return std::nullopt;
}

std::optional<LinearSequence> LoopRecurrences::evaluateSum(Operation *op, bool negate,
                                                           bool noSignedWrap,
                                                           OpBuilder &builder) const {
  std::optional<LinearSequence> lhs = evaluate(op->getOperand(0), builder);
  std::optional<LinearSequence> rhs = evaluate(op->getOperand(1), builder);
  if (!lhs || !rhs || lhs->extension != Extension::None || rhs->extension != Extension::None)
    return std::nullopt;
  LinearSequence sum;
  Location loc = op->getLoc();
  sum.start = negate ? builder.createOrFold<arith::SubIOp>(loc, lhs->start, rhs->start)
                     : builder.createOrFold<arith::AddIOp>(loc, lhs->start, rhs->start);
  uint64_t step = negate ? uint64_t(lhs->step) - uint64_t(rhs->step)
                         : uint64_t(lhs->step) + uint64_t(rhs->step);
  sum.step = wrapTo(op->getResult(0).getType().getIntOrFloatBitWidth(), step);
  sum.signedExact = sum.isInvariant() || (noSignedWrap && lhs->signedExact && rhs->signedExact);
  sum.unsignedExact = sum.isInvariant();
  return sum;
}

std::optional<LinearSequence> LoopRecurrences::evaluateExtension(Operation *op, bool isSigned,
                                                                 OpBuilder &builder) const {
  std::optional<LinearSequence> sequence = evaluate(op->getOperand(0), builder);
  if (!sequence || sequence->extension != Extension::None)
    return std::nullopt;
  Type type = op->getResult(0).getType();
  Location loc = op->getLoc();
  // A counter that starts at a constant of at least zero and only grows is not negative either.
  std::optional<int64_t> start = getConstantInteger(sequence->start);
  bool notNegative = sequence->signedExact && sequence->step >= 0 && start && *start >= 0;
  bool exact = sequence->isInvariant() || notNegative ||
               (isSigned ? sequence->signedExact : sequence->unsignedExact);
  sequence->start = isSigned ? builder.createOrFold<arith::ExtSIOp>(loc, type, sequence->start)
                             : builder.createOrFold<arith::ExtUIOp>(loc, type, sequence->start);
  sequence->signedExact = sequence->unsignedExact = false;
  if (exact) {
    // The narrow values fit, so the wide sequence is exact in the sense of the extension.
    sequence->signedExact = true;
    sequence->unsignedExact = !isSigned || notNegative;
  } else {
    sequence->extension = isSigned ? Extension::Signed : Extension::Unsigned;
  }
  return sequence;
}
