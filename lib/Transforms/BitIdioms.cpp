// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic that vectorized code spells with bits: absolute values, signs, selections by masks.
// What is left as an operation on the bits of a number has no derivative and is refused, so each
// pattern keeps the bits exactly and says no more than that.

#include "BitIdioms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;

namespace {

bool isConstant(Value value, const APInt &expected) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant)) && constant == expected;
}

/// The number behind its bits; null where the value is something else.
Value getNumber(Value bits) {
  auto cast = bits.getDefiningOp<arith::BitcastOp>();
  return cast && isa<FloatType>(cast.getIn().getType()) ? cast.getIn() : Value();
}

/// A mask of all ones or all zeros: the condition; null where the value is something else.
Value getMaskCondition(Value bits) {
  auto extension = bits.getDefiningOp<arith::ExtSIOp>();
  return extension && extension.getIn().getType().isInteger(1) ? extension.getIn() : Value();
}

/// |x|, -x and copysign(x, y) of a number's bits.
struct SignBits : public OpRewritePattern<arith::BitcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::BitcastOp op, PatternRewriter &rewriter) const override {
    if (!isa<FloatType>(op.getType()) || !op.getIn().getType().isIntOrFloat())
      return failure();
    unsigned width = op.getType().getIntOrFloatBitWidth();
    APInt sign = APInt::getSignMask(width), magnitude = APInt::getSignedMaxValue(width);
    auto typed = [&](Value number) { return number && number.getType() == op.getType(); };
    if (auto conjunction = op.getIn().getDefiningOp<arith::AndIOp>())
      if (Value number = getNumber(conjunction.getLhs());
          typed(number) && isConstant(conjunction.getRhs(), magnitude)) {
        rewriter.replaceOpWithNewOp<math::AbsFOp>(op, number);
        return success();
      }
    if (auto difference = op.getIn().getDefiningOp<arith::XOrIOp>())
      if (Value number = getNumber(difference.getLhs());
          typed(number) && isConstant(difference.getRhs(), sign)) {
        rewriter.replaceOpWithNewOp<arith::NegFOp>(op, number);
        return success();
      }
    auto both = op.getIn().getDefiningOp<arith::OrIOp>();
    auto part = [&](Value bits, const APInt &mask) -> Value {
      auto conjunction = bits.getDefiningOp<arith::AndIOp>();
      if (!conjunction || !isConstant(conjunction.getRhs(), mask))
        return {};
      Value number = getNumber(conjunction.getLhs());
      return typed(number) ? number : Value();
    };
    if (!both)
      return failure();
    for (auto [first, second] :
         {std::pair(both.getLhs(), both.getRhs()), std::pair(both.getRhs(), both.getLhs())})
      if (Value value = part(first, magnitude), signs = part(second, sign); value && signs) {
        rewriter.replaceOpWithNewOp<math::CopySignOp>(op, value, signs);
        return success();
      }
    return failure();
  }
};

/// Bits of which none but the sign is set turn a number round, or not.
struct FlippedSign : public OpRewritePattern<arith::BitcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::BitcastOp op, PatternRewriter &rewriter) const override {
    auto difference = op.getIn().getDefiningOp<arith::XOrIOp>();
    if (!difference || !isa<FloatType>(op.getType()))
      return failure();
    APInt sign = APInt::getSignMask(op.getType().getIntOrFloatBitWidth());
    for (auto [bits, flip] : {std::pair(difference.getLhs(), difference.getRhs()),
                              std::pair(difference.getRhs(), difference.getLhs())}) {
      Value number = getNumber(bits);
      auto masked = flip.getDefiningOp<arith::AndIOp>();
      if (!number || number.getType() != op.getType() || !masked ||
          !isConstant(masked.getRhs(), sign))
        continue;
      Value zero =
          arith::ConstantOp::create(rewriter, op.getLoc(), rewriter.getZeroAttr(flip.getType()));
      Value isSet =
          arith::CmpIOp::create(rewriter, op.getLoc(), arith::CmpIPredicate::ne, flip, zero);
      Value opposite = arith::NegFOp::create(rewriter, op.getLoc(), number);
      rewriter.replaceOpWithNewOp<arith::SelectOp>(op, isSet, opposite, number);
      return success();
    }
    return failure();
  }
};

/// `mask & bits` chooses between the bits and zero.
struct MaskedBits : public OpRewritePattern<arith::AndIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::AndIOp op, PatternRewriter &rewriter) const override {
    for (auto [mask, bits] :
         {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())})
      if (Value condition = getMaskCondition(mask)) {
        Value zero =
            arith::ConstantOp::create(rewriter, op.getLoc(), rewriter.getZeroAttr(op.getType()));
        rewriter.replaceOpWithNewOp<arith::SelectOp>(op, condition, bits, zero);
        return success();
      }
    return failure();
  }
};

/// `mask | bits` chooses between all ones and the bits.
struct MaskedOnes : public OpRewritePattern<arith::OrIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::OrIOp op, PatternRewriter &rewriter) const override {
    for (auto [mask, bits] :
         {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())})
      if (Value condition = getMaskCondition(mask); condition && !getMaskCondition(bits)) {
        Value ones = arith::ConstantOp::create(rewriter, op.getLoc(),
                                               rewriter.getIntegerAttr(op.getType(), -1));
        rewriter.replaceOpWithNewOp<arith::SelectOp>(op, condition, ones, bits);
        return success();
      }
    return failure();
  }
};

/// A choice between masks is a mask.
struct SelectedMask : public OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp op, PatternRewriter &rewriter) const override {
    Value whenTrue = op.getTrueValue(), whenFalse = op.getFalseValue();
    bool isChoice = op.getType().isInteger() && op.getCondition().getType().isInteger(1) &&
                    (getMaskCondition(whenTrue) || getMaskCondition(whenFalse));
    if (!isChoice || !isMask(whenTrue) || !isMask(whenFalse))
      return failure();
    Value first = getCondition(whenTrue, rewriter), second = getCondition(whenFalse, rewriter);
    auto invert = [&](Value condition) -> Value {
      Value one = arith::ConstantOp::create(rewriter, op.getLoc(), rewriter.getBoolAttr(true));
      return arith::XOrIOp::create(rewriter, op.getLoc(), condition, one);
    };
    Value condition = op.getCondition(), chosen;
    if (matchPattern(first, m_One()))
      chosen = arith::OrIOp::create(rewriter, op.getLoc(), condition, second);
    else if (matchPattern(first, m_Zero()))
      chosen = arith::AndIOp::create(rewriter, op.getLoc(), invert(condition), second);
    else if (matchPattern(second, m_One()))
      chosen = arith::OrIOp::create(rewriter, op.getLoc(), invert(condition), first);
    else if (matchPattern(second, m_Zero()))
      chosen = arith::AndIOp::create(rewriter, op.getLoc(), condition, first);
    else
      chosen = arith::SelectOp::create(rewriter, op.getLoc(), condition, first, second);
    rewriter.replaceOpWithNewOp<arith::ExtSIOp>(op, op.getType(), chosen);
    return success();
  }

private:
  static bool isMask(Value value) {
    APInt constant;
    return getMaskCondition(value) || (matchPattern(value, m_ConstantInt(&constant)) &&
                                       (constant.isZero() || constant.isAllOnes()));
  }

  /// Where the mask is set.
  static Value getCondition(Value mask, PatternRewriter &rewriter) {
    if (Value condition = getMaskCondition(mask))
      return condition;
    bool isSet = !matchPattern(mask, m_Zero());
    return arith::ConstantOp::create(rewriter, mask.getLoc(), rewriter.getBoolAttr(isSet));
  }
};

/// Chosen bits of numbers are the bits of the chosen number.
struct BitsOfChoice : public OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp op, PatternRewriter &rewriter) const override {
    if (!op.getType().isInteger())
      return failure();
    Value first = getNumber(op.getTrueValue()), second = getNumber(op.getFalseValue());
    if (!first || !second || first.getType() != second.getType())
      return failure();
    Value number = arith::SelectOp::create(rewriter, op.getLoc(), op.getCondition(), first, second);
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(op, op.getType(), number);
    return success();
  }
};

/// A mask is negative where it is set.
struct SignOfMask : public OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::CmpIOp op, PatternRewriter &rewriter) const override {
    Value condition = getMaskCondition(op.getLhs());
    if (!condition || op.getPredicate() != arith::CmpIPredicate::slt ||
        !matchPattern(op.getRhs(), m_Zero()))
      return failure();
    rewriter.replaceOp(op, condition);
    return success();
  }
};

/// `~mask` is the mask of the opposite.
struct InvertedMask : public OpRewritePattern<arith::XOrIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::XOrIOp op, PatternRewriter &rewriter) const override {
    Value condition = getMaskCondition(op.getLhs());
    if (!condition ||
        !isConstant(op.getRhs(), APInt::getAllOnes(op.getType().getIntOrFloatBitWidth())))
      return failure();
    Value one = arith::ConstantOp::create(rewriter, op.getLoc(), rewriter.getBoolAttr(true));
    Value opposite = arith::XOrIOp::create(rewriter, op.getLoc(), condition, one);
    rewriter.replaceOpWithNewOp<arith::ExtSIOp>(op, op.getType(), opposite);
    return success();
  }
};

/// `(mask & x) | (~mask & y)`, in the form that the patterns above give it.
struct BlendedBits : public OpRewritePattern<arith::OrIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::OrIOp op, PatternRewriter &rewriter) const override {
    auto first = op.getLhs().getDefiningOp<arith::SelectOp>();
    auto second = op.getRhs().getDefiningOp<arith::SelectOp>();
    if (!first || !second)
      return failure();
    auto isZero = [](Value value) { return matchPattern(value, m_Zero()); };
    auto isOpposite = [](Value condition, Value other) {
      auto inverted = other.getDefiningOp<arith::XOrIOp>();
      return inverted && inverted.getLhs() == condition && matchPattern(inverted.getRhs(), m_One());
    };
    Value condition = first.getCondition();
    if (!isZero(first.getFalseValue()))
      return failure();
    if (condition == second.getCondition() && isZero(second.getTrueValue())) {
      rewriter.replaceOpWithNewOp<arith::SelectOp>(op, condition, first.getTrueValue(),
                                                   second.getFalseValue());
      return success();
    }
    if (!isZero(second.getFalseValue()))
      return failure();
    if (isOpposite(condition, second.getCondition())) {
      rewriter.replaceOpWithNewOp<arith::SelectOp>(op, condition, first.getTrueValue(),
                                                   second.getTrueValue());
      return success();
    }
    if (isOpposite(second.getCondition(), condition)) {
      rewriter.replaceOpWithNewOp<arith::SelectOp>(op, second.getCondition(), second.getTrueValue(),
                                                   first.getTrueValue());
      return success();
    }
    return failure();
  }
};

/// The number behind chosen bits is the chosen number.
struct ChosenBits : public OpRewritePattern<arith::BitcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::BitcastOp op, PatternRewriter &rewriter) const override {
    auto select = op.getIn().getDefiningOp<arith::SelectOp>();
    if (!select || !isa<FloatType>(op.getType()))
      return failure();
    auto isKnown = [&](Value bits) {
      Value number = getNumber(bits);
      return (number && number.getType() == op.getType()) || matchPattern(bits, m_Constant());
    };
    if (!isKnown(select.getTrueValue()) && !isKnown(select.getFalseValue()))
      return failure();
    Value first =
        arith::BitcastOp::create(rewriter, op.getLoc(), op.getType(), select.getTrueValue());
    Value second =
        arith::BitcastOp::create(rewriter, op.getLoc(), op.getType(), select.getFalseValue());
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, select.getCondition(), first, second);
    return success();
  }
};

} // namespace

void costate::populateBitIdiomPatterns(RewritePatternSet &patterns) {
  patterns.add<SignBits, FlippedSign, MaskedBits, MaskedOnes, SelectedMask, SignOfMask,
               BitsOfChoice, InvertedMask, BlendedBits, ChosenBits>(patterns.getContext());
}
