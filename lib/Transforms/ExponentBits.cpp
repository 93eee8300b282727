// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `frexp` of vectorized libraries does: the exponent of a number as an integer, and the number
// with another exponent.

#include "RoundingSums.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace costate {
#define GEN_PASS_DEF_RESOLVEEXPONENTBITS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;

namespace {

/// Where the parts of a number lie in its bits.
struct Layout {
  unsigned width, mantissaBits;
  int64_t bias;

  explicit Layout(FloatType type)
      : width(type.getWidth()), mantissaBits(type.getFPMantissaWidth() - 1),
        bias((int64_t(1) << (width - mantissaBits - 2)) - 1) {}

  /// The exponent of infinities and NaN.
  int64_t getLast() const { return 2 * bias + 1; }
  APInt getSign() const { return APInt::getSignMask(width); }
  APInt getMantissa() const { return APInt::getLowBitsSet(width, mantissaBits); }
  APInt getExponent() const { return ~(getSign() | getMantissa()); }
};

std::optional<APInt> getConstant(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return constant;
  return std::nullopt;
}

/// The number behind its bits, where it is still differentiated.
Value getNumber(Value bits) {
  auto cast = bits.getDefiningOp<arith::BitcastOp>();
  Value number = cast ? cast.getIn() : Value();
  bool isNumber = number && (number.getType().isF32() || number.getType().isF64()) &&
                  cast.getOut().getType().isInteger();
  return isNumber && !number.getDefiningOp<costate::ad::StopGradientOp>() ? number : Value();
}

/// The exponent and the sign do not change where a number does a little: like `floor`, what is
/// computed from them has no derivative.
struct PiecewiseConstant : public RewritePattern {
  PiecewiseConstant(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const override {
    if (!isa<arith::AndIOp, arith::ShRUIOp, arith::ShRSIOp>(op))
      return failure();
    Value number = getNumber(op->getOperand(0));
    std::optional<APInt> constant = getConstant(op->getOperand(1));
    if (!number || !constant)
      return failure();
    Layout layout(cast<FloatType>(number.getType()));
    bool losesMantissa = isa<arith::AndIOp>(op)
                             ? !constant->intersects(layout.getMantissa())
                             : constant->uge(layout.mantissaBits) && constant->ult(layout.width);
    if (!losesMantissa)
      return failure();
    Value stopped = costate::ad::StopGradientOp::create(rewriter, op->getLoc(), number);
    Value bits =
        arith::BitcastOp::create(rewriter, op->getLoc(), op->getOperand(0).getType(), stopped);
    rewriter.modifyOpInPlace(op, [&] { op->setOperand(0, bits); });
    return success();
  }
};

/// `(bits ^ other) & mask` is `(bits & mask) ^ (other & mask)`: as above.
struct MaskedDifference : public OpRewritePattern<arith::AndIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::AndIOp op, PatternRewriter &rewriter) const override {
    auto difference = op.getLhs().getDefiningOp<arith::XOrIOp>();
    if (!difference || !getConstant(op.getRhs()) ||
        (!getNumber(difference.getLhs()) && !getNumber(difference.getRhs())))
      return failure();
    auto mask = [&](Value bits) -> Value {
      return arith::AndIOp::create(rewriter, op.getLoc(), bits, op.getRhs());
    };
    rewriter.replaceOpWithNewOp<arith::XOrIOp>(op, mask(difference.getLhs()),
                                               mask(difference.getRhs()));
    return success();
  }
};

/// `(bits & mask) >> k` is `(bits >> k) & (mask >> k)`: what the shift loses of a number shows
/// first.
struct ShiftedMask : public OpRewritePattern<arith::ShRUIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ShRUIOp op, PatternRewriter &rewriter) const override {
    auto masked = op.getLhs().getDefiningOp<arith::AndIOp>();
    std::optional<APInt> mask = masked ? getConstant(masked.getRhs()) : std::nullopt;
    std::optional<APInt> distance = getConstant(op.getRhs());
    if (!mask || !distance || distance->uge(mask->getBitWidth()) || !getNumber(masked.getLhs()))
      return failure();
    Value shifted = arith::ShRUIOp::create(rewriter, op.getLoc(), masked.getLhs(), op.getRhs());
    Value rest = arith::ConstantOp::create(
        rewriter, op.getLoc(), rewriter.getIntegerAttr(op.getType(), mask->lshr(*distance)));
    rewriter.replaceOpWithNewOp<arith::AndIOp>(op, shifted, rest);
    return success();
  }
};

/// `(bits of x & mantissa) | bits of 2^k`, with the sign of x or without: x times a power of two,
/// which depends on the exponent of x alone.
class ReplacedExponent : public OpRewritePattern<arith::BitcastOp> {
public:
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::BitcastOp op, PatternRewriter &rewriter) const override {
    auto type = dyn_cast<FloatType>(op.getType());
    auto combined = op.getIn().getDefiningOp<arith::OrIOp>();
    auto masked = combined ? combined.getLhs().getDefiningOp<arith::AndIOp>() : arith::AndIOp();
    Value number = masked ? getNumber(masked.getLhs()) : Value();
    if (!number || number.getType() != type)
      return failure();
    Layout layout(type);
    std::optional<APInt> mask = getConstant(masked.getRhs());
    std::optional<APInt> added = getConstant(combined.getRhs());
    if (!mask || !added || added->intersects(~layout.getExponent()) ||
        (*mask != layout.getMantissa() && *mask != (layout.getMantissa() | layout.getSign())))
      return failure();
    int64_t exponent = added->lshr(layout.mantissaBits).getZExtValue() - layout.bias;
    if (exponent < -1 || exponent > 1)
      return failure();
    Builder build(rewriter, op.getLoc(), type);
    if (*mask == layout.getMantissa())
      number = math::AbsFOp::create(rewriter, op.getLoc(), number);
    rewriter.replaceOp(op, build.replaceExponent(number, *mask, exponent));
    return success();
  }

private:
  class Builder {
  public:
    Builder(PatternRewriter &rewriter, Location location, FloatType type)
        : rewriter(rewriter), location(location), type(type), layout(type),
          bitsType(rewriter.getIntegerType(layout.width)) {}

    /// Each of the three kinds of numbers in its own way, bit for bit. No factor is infinite: what
    /// is not selected has an adjoint of zero.
    Value replaceExponent(Value x, const APInt &mask, int64_t exponent) {
      Value constant = costate::ad::StopGradientOp::create(rewriter, location, x);
      Value bits = arith::BitcastOp::create(rewriter, location, bitsType, constant);
      Value biased = arith::AndIOp::create(
          rewriter, location,
          arith::ShRUIOp::create(rewriter, location, bits, integer(layout.mantissaBits)),
          integer(layout.getLast()));
      Value less = arith::SubIOp::create(rewriter, location, biased, integer(1));
      Value isNormal = arith::CmpIOp::create(rewriter, location, arith::CmpIPredicate::ult, less,
                                             integer(layout.getLast() - 1));
      Value isSmall =
          arith::CmpIOp::create(rewriter, location, arith::CmpIPredicate::eq, biased, integer(0));
      Value special =
          arith::SelectOp::create(rewriter, location, isSmall, shiftSmall(x, constant, exponent),
                                  replaceBits(bits, mask, exponent));
      return arith::SelectOp::create(rewriter, location, isNormal,
                                     scale(x, biased, isNormal, exponent), special);
    }

  private:
    Value integer(uint64_t value) { return integer(APInt(layout.width, value)); }
    Value integer(const APInt &value) {
      return arith::ConstantOp::create(rewriter, location,
                                       rewriter.getIntegerAttr(bitsType, value));
    }
    /// 2^exponent
    Value power(int64_t exponent) {
      APFloat value =
          scalbn(APFloat(type.getFloatSemantics(), 1), exponent, APFloat::rmNearestTiesToEven);
      return arith::ConstantOp::create(rewriter, location, rewriter.getFloatAttr(type, value));
    }

    /// x * 2^(1 - e) is in [2, 4), where e is the exponent of x: both factors are numbers of full
    /// precision for every normal x.
    Value scale(Value x, Value biased, Value isNormal, int64_t exponent) {
      Value opposite = arith::SubIOp::create(rewriter, location, integer(layout.getLast()), biased);
      Value field =
          arith::SelectOp::create(rewriter, location, isNormal, opposite, integer(layout.bias));
      Value moved = arith::ShLIOp::create(rewriter, location, field, integer(layout.mantissaBits));
      Value factor = arith::BitcastOp::create(rewriter, location, type, moved);
      Value raised = arith::MulFOp::create(rewriter, location, x, factor);
      return arith::MulFOp::create(rewriter, location, raised, power(exponent - 1));
    }

    /// Zeros and subnormal numbers have no leading one, which becomes theirs.
    Value shiftSmall(Value x, Value constant, int64_t exponent) {
      Value one = math::CopySignOp::create(rewriter, location, power(exponent), constant);
      Value rest = arith::MulFOp::create(rewriter, location, x, power(exponent - 1 + layout.bias));
      return arith::AddFOp::create(rewriter, location, one, rest);
    }

    /// Infinities and NaN have no derivative.
    Value replaceBits(Value bits, const APInt &mask, int64_t exponent) {
      Value kept = arith::AndIOp::create(rewriter, location, bits, integer(mask));
      Value added = integer(APInt(layout.width, exponent + layout.bias) << layout.mantissaBits);
      return arith::BitcastOp::create(rewriter, location, type,
                                      arith::OrIOp::create(rewriter, location, kept, added));
    }

    PatternRewriter &rewriter;
    Location location;
    FloatType type;
    Layout layout;
    IntegerType bitsType;
  };
};

class ResolveExponentBits : public costate::impl::ResolveExponentBitsBase<ResolveExponentBits> {
public:
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<PiecewiseConstant, MaskedDifference, ShiftedMask, ReplacedExponent>(&getContext());
    costate::populateRoundingSumPatterns(patterns);
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
    (void)applyPatternsGreedily(getOperation(), std::move(patterns), config);
  }
};

} // namespace
