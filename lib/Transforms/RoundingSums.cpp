// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `(x + c) - c` is x rounded to an integer where the numbers next to c are one apart: libraries
// round so where the processor has no instruction for it. Rounding has a derivative of zero, where
// that of a sum is one: exp(x) = 2^k exp(x - k ln 2) would lose its derivative otherwise. The bits
// of `x + c` hold the same integer.

#include "RoundingSums.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace {

std::optional<APFloat> getConstant(Value value) {
  APFloat constant(0.0);
  if (matchPattern(value, m_ConstantFloat(&constant)))
    return constant;
  return std::nullopt;
}

/// Whether the constant is one that libraries round with: sums with it have no bits behind the
/// point and no fewer than that. It is 2^52 (in float 2^23) or one and a half of that, whose sums
/// with negative numbers are as wide, perhaps with the bias of an exponent. Of any other constant
/// people expect that it is added.
bool isMadeForRounding(const APFloat &constant) {
  constexpr unsigned maxBias = 2048;
  unsigned digits = APFloat::semanticsPrecision(constant.getSemantics());
  if (digits > 53 || !constant.isFiniteNonZero() || ilogb(constant) != int(digits) - 1)
    return false;
  APSInt whole(64, /*isUnsigned=*/true);
  bool isExact = false;
  APFloat magnitude = abs(constant);
  if (magnitude.convertToInteger(whole, APFloat::rmTowardZero, &isExact) != APFloat::opOK)
    return false;
  uint64_t above = whole.getZExtValue() - (uint64_t(1) << (digits - 1));
  uint64_t half = uint64_t(1) << (digits - 2);
  return above <= maxBias || (above >= half - maxBias && above <= half + maxBias);
}

/// The sign of the constant may be that of another number.
bool roundsToIntegers(Value number) {
  if (std::optional<APFloat> constant = getConstant(number))
    return isMadeForRounding(*constant);
  if (auto copy = number.getDefiningOp<math::CopySignOp>())
    return roundsToIntegers(copy.getLhs());
  if (auto select = number.getDefiningOp<arith::SelectOp>())
    return roundsToIntegers(select.getTrueValue()) && roundsToIntegers(select.getFalseValue());
  return false;
}

/// What a sum that rounds adds, or takes away, behind or in front of what is rounded.
struct Addend {
  Value number;
  bool isSubtracted;
};

std::optional<Addend> getRoundingAddend(Value sum) {
  Operation *op = sum.getDefiningOp();
  if (!op || !isa<arith::AddFOp, arith::SubFOp, math::FmaOp, costate::cxx::MulAddOp>(op))
    return std::nullopt;
  auto fused = dyn_cast<costate::cxx::MulAddOp>(op);
  Value last = op->getOperand(op->getNumOperands() - 1), first = op->getOperand(0);
  if (roundsToIntegers(last))
    return Addend{last, isa<arith::SubFOp>(op) || (fused && fused.getSubtract())};
  if (isa<arith::AddFOp, arith::SubFOp>(op) && roundsToIntegers(first))
    return Addend{first, false};
  return std::nullopt;
}

/// Whether adding or taking away the number leaves nothing of the addend.
bool cancels(Addend addend, Value number, bool isSubtracted) {
  std::optional<APFloat> first = getConstant(addend.number), second = getConstant(number);
  if (addend.number == number)
    return addend.isSubtracted != isSubtracted;
  return first && second &&
         (addend.isSubtracted ? -*first : *first).bitwiseIsEqual(isSubtracted ? *second : -*second);
}

void stopGradient(OpOperand &operand, PatternRewriter &rewriter) {
  Operation *user = operand.getOwner();
  Value stopped = costate::ad::StopGradientOp::create(rewriter, user->getLoc(), operand.get());
  rewriter.modifyOpInPlace(user, [&] { operand.set(stopped); });
}

/// `(x + c) - c`, `(x - c) + c` and `c - (x + c)`.
template <typename Op> struct RoundedNumber : public OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    for (unsigned i : {0u, 1u}) {
      std::optional<Addend> addend = getRoundingAddend(op->getOperand(i));
      if (!addend || !cancels(*addend, op->getOperand(1 - i), isa<arith::SubFOp>(op)))
        continue;
      stopGradient(op->getOpOperand(i), rewriter);
      return success();
    }
    return failure();
  }
};

/// The bits of the sum.
struct RoundedBits : public OpRewritePattern<arith::BitcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::BitcastOp op, PatternRewriter &rewriter) const override {
    if (!op.getType().isInteger() || !isa<FloatType>(op.getIn().getType()) ||
        !getRoundingAddend(op.getIn()))
      return failure();
    stopGradient(op->getOpOperand(0), rewriter);
    return success();
  }
};

} // namespace

void costate::populateRoundingSumPatterns(RewritePatternSet &patterns) {
  patterns.add<RoundedNumber<arith::AddFOp>, RoundedNumber<arith::SubFOp>, RoundedBits>(
      patterns.getContext());
}
