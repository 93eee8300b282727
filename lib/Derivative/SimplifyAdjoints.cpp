// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tidies adjoint arithmetic, which the engine marks with fast-math flags (AdjointArithmetic): sums
// with structural zeros, signs. Primal arithmetic carries no such flags and is never touched.

#include "costate/Derivative/Passes.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace costate;

static bool has(arith::FastMathFlags flags, arith::FastMathFlags wanted) {
  return arith::bitEnumContainsAll(flags, wanted);
}

namespace {
/// x_bar + 0 → x_bar, in sums of adjoints.
struct DropZero : public OpRewritePattern<arith::AddFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::AddFOp op, PatternRewriter &rewriter) const override {
    if (!has(op.getFastmath(), arith::FastMathFlags::reassoc))
      return failure();
    for (auto [operand, other] :
         {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())})
      if (matchPattern(operand, m_AnyZeroFloat())) {
        rewriter.replaceOp(op, other);
        return success();
      }
    return failure();
  }
};

/// a + -b → a - b; -a + b → b - a. Exact.
struct SumOfNegated : public OpRewritePattern<arith::AddFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::AddFOp op, PatternRewriter &rewriter) const override {
    if (!has(op.getFastmath(), arith::FastMathFlags::contract))
      return failure();
    for (auto [operand, other] :
         {std::pair(op.getRhs(), op.getLhs()), std::pair(op.getLhs(), op.getRhs())})
      if (auto negated = operand.getDefiningOp<arith::NegFOp>()) {
        rewriter.replaceOpWithNewOp<arith::SubFOp>(op, other, negated.getOperand(),
                                                   op.getFastmathAttr());
        return success();
      }
    return failure();
  }
};

/// x_bar * -1 → -x_bar. Exact.
struct ProductWithMinusOne : public OpRewritePattern<arith::MulFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::MulFOp op, PatternRewriter &rewriter) const override {
    if (!has(op.getFastmath(), arith::FastMathFlags::contract))
      return failure();
    for (auto [operand, other] :
         {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())}) {
      APFloat value(0.0);
      if (matchPattern(operand, m_ConstantFloat(&value)) && value.isExactlyValue(-1.0)) {
        rewriter.replaceOpWithNewOp<arith::NegFOp>(op, other);
        return success();
      }
    }
    return failure();
  }
};

/// Storing what was just loaded from the same place changes nothing: what is left of `x_bar += 0`.
struct DropStoreOfLoaded : public OpRewritePattern<cxx::StoreOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(cxx::StoreOp op, PatternRewriter &rewriter) const override {
    auto load = op.getValue().getDefiningOp<cxx::LoadOp>();
    if (!load || load->getNextNode() != op || load.getAddress() != op.getAddress())
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

struct SimplifyAdjointsPass
    : public PassWrapper<SimplifyAdjointsPass, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SimplifyAdjointsPass)

  StringRef getArgument() const final { return "simplify-adjoints"; }
  StringRef getDescription() const final { return "Tidy sums and signs of adjoint arithmetic"; }
  void runOnOperation() final {
    RewritePatternSet patterns(&getContext());
    patterns.add<DropZero, SumOfNegated, ProductWithMinusOne, DropStoreOfLoaded>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace

std::unique_ptr<Pass> costate::createSimplifyAdjointsPass() {
  return std::make_unique<SimplifyAdjointsPass>();
}
