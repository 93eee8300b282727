// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products may wrap around, which keeps the low bits: only powers of two are visible.

#include "KnownMultiples.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;

namespace {

/// How many of the lowest bits are visibly zero.
unsigned countZeroBits(Value value, unsigned depth = 0) {
  constexpr unsigned depthLimit = 6;
  unsigned width = value.getType().getIntOrFloatBitWidth();
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return constant.countr_zero();
  Operation *op = value.getDefiningOp();
  if (!op || depth == depthLimit)
    return 0;
  auto count = [&](unsigned operand) { return countZeroBits(op->getOperand(operand), depth + 1); };
  if (isa<arith::MulIOp>(op))
    return std::min(width, count(0) + count(1));
  if (isa<arith::AddIOp, arith::SubIOp>(op))
    return std::min(count(0), count(1));
  if (isa<arith::SelectOp>(op))
    return std::min(count(1), count(2));
  if (isa<arith::ExtSIOp, arith::ExtUIOp>(op))
    return count(0);
  if (isa<arith::TruncIOp>(op))
    return std::min(width, count(0));
  if (auto shift = dyn_cast<arith::ShLIOp>(op);
      shift && matchPattern(shift.getRhs(), m_ConstantInt(&constant)) && constant.ult(width))
    return std::min<unsigned>(width, count(0) + constant.getZExtValue());
  return 0;
}

struct RemainderOfMultiple : public OpRewritePattern<arith::RemUIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::RemUIOp op, PatternRewriter &rewriter) const override {
    APInt divisor;
    if (!matchPattern(op.getRhs(), m_ConstantInt(&divisor)) || !divisor.isPowerOf2() ||
        countZeroBits(op.getLhs()) < divisor.logBase2())
      return failure();
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, rewriter.getZeroAttr(op.getType()));
    return success();
  }
};

struct HoldingAssertion : public OpRewritePattern<costate::cxx::AssertOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(costate::cxx::AssertOp op,
                                PatternRewriter &rewriter) const override {
    if (!matchPattern(op.getCondition(), m_One()))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void costate::populateKnownMultiplePatterns(RewritePatternSet &patterns) {
  patterns.add<RemainderOfMultiple, HoldingAssertion>(patterns.getContext());
}
