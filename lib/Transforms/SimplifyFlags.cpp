// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lifting encodes which edge was taken as an integer and decodes it afterwards. Where the decoding
// is one comparison, that moves to where the integer is made, and folds there.

#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace costate {
#define GEN_PASS_DEF_SIMPLIFYFLAGS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;

namespace {

/// The operation that makes a condition of a flag: truncation to i1, or comparison with a constant.
Operation *findDecoder(Value flag) {
  if (!flag.hasOneUse() || !isa<IntegerType>(flag.getType()))
    return nullptr;
  Operation *user = *flag.user_begin();
  if (auto trunc = dyn_cast<arith::TruncIOp>(user))
    return trunc.getType().isInteger(1) ? user : nullptr;
  auto compare = dyn_cast<arith::CmpIOp>(user);
  if (compare && compare.getLhs() == flag && matchPattern(compare.getRhs(), m_Constant()))
    return user;
  return nullptr;
}

/// The decoder applied to another value, at the rewriter's place.
Value decode(Operation *decoder, Value flag, PatternRewriter &rewriter) {
  Location loc = decoder->getLoc();
  if (isa<arith::TruncIOp>(decoder))
    return rewriter.createOrFold<arith::TruncIOp>(loc, rewriter.getI1Type(), flag);
  auto compare = cast<arith::CmpIOp>(decoder);
  IntegerAttr value;
  matchPattern(compare.getRhs(), m_Constant(&value));
  Value constant = arith::ConstantOp::create(rewriter, loc, value);
  return rewriter.createOrFold<arith::CmpIOp>(loc, compare.getPredicate(), flag, constant);
}

bool isSimpleFlag(Value value) {
  return matchPattern(value, m_Constant()) || value.getDefiningOp<arith::ExtUIOp>() ||
         value.getDefiningOp<ub::PoisonOp>();
}

/// %f = scf.if .. {yield flag1} else {yield flag2}; decode %f → decode in the branches.
struct DecodeInBranches : public OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    for (OpResult result : op->getResults()) {
      Operation *decoder = findDecoder(result);
      if (!decoder)
        continue;
      unsigned index = result.getResultNumber();
      if (!isSimpleFlag(op.thenYield().getOperand(index)) &&
          !isSimpleFlag(op.elseYield().getOperand(index)))
        continue;
      for (scf::YieldOp yield : {op.thenYield(), op.elseYield()}) {
        rewriter.setInsertionPoint(yield);
        Value decoded = decode(decoder, yield.getOperand(index), rewriter);
        rewriter.modifyOpInPlace(yield, [&] { yield.setOperand(index, decoded); });
      }
      rewriter.modifyOpInPlace(op, [&] { result.setType(rewriter.getI1Type()); });
      rewriter.replaceOp(decoder, result);
      return success();
    }
    return failure();
  }
};

/// decode of a result of scf.while → decode in front of scf.condition.
struct DecodeInLoop : public OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp op, PatternRewriter &rewriter) const override {
    scf::ConditionOp condition = op.getConditionOp();
    for (OpResult result : op->getResults()) {
      unsigned index = result.getResultNumber();
      Operation *decoder = findDecoder(result);
      BlockArgument argument = op.getAfterArguments()[index];
      if (!decoder || !argument.use_empty())
        continue;
      rewriter.setInsertionPoint(condition);
      Value decoded = decode(decoder, condition.getArgs()[index], rewriter);
      rewriter.modifyOpInPlace(condition, [&] { condition.getArgsMutable()[index].set(decoded); });
      argument.setType(rewriter.getI1Type());
      rewriter.modifyOpInPlace(op, [&] { result.setType(rewriter.getI1Type()); });
      rewriter.replaceOp(decoder, result);
      return success();
    }
    return failure();
  }
};

/// extui(b) == 1 → b; extui(b) == 0 → !b; and the like.
struct CompareExtendedBool : public OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::CmpIOp op, PatternRewriter &rewriter) const override {
    auto extension = op.getLhs().getDefiningOp<arith::ExtUIOp>();
    APInt constant;
    bool isEqual = op.getPredicate() == arith::CmpIPredicate::eq;
    if (!extension || !extension.getIn().getType().isInteger(1) ||
        !matchPattern(op.getRhs(), m_ConstantInt(&constant)) ||
        !(isEqual || op.getPredicate() == arith::CmpIPredicate::ne))
      return failure();
    if (constant.ugt(1)) {
      rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, rewriter.getBoolAttr(!isEqual));
      return success();
    }
    if (isEqual == constant.isOne()) {
      rewriter.replaceOp(op, extension.getIn());
      return success();
    }
    Value yes = arith::ConstantOp::create(rewriter, op.getLoc(), rewriter.getBoolAttr(true));
    rewriter.replaceOpWithNewOp<arith::XOrIOp>(op, extension.getIn(), yes);
    return success();
  }
};

/// scf.index_switch with one case → scf.if.
struct SwitchToIf : public OpRewritePattern<scf::IndexSwitchOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IndexSwitchOp op, PatternRewriter &rewriter) const override {
    if (op.getCases().size() != 1)
      return failure();
    Location loc = op.getLoc();
    Value operand = op.getArg();
    if (auto cast = operand.getDefiningOp<arith::IndexCastUIOp>())
      operand = cast.getIn();
    Value constant = arith::ConstantOp::create(
        rewriter, loc, rewriter.getIntegerAttr(operand.getType(), op.getCases().front()));
    Value condition =
        arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::eq, operand, constant);
    auto branch = scf::IfOp::create(rewriter, loc, op.getResultTypes(), condition);
    rewriter.inlineRegionBefore(op.getCaseRegions().front(), branch.getThenRegion(),
                                branch.getThenRegion().end());
    rewriter.inlineRegionBefore(op.getDefaultRegion(), branch.getElseRegion(),
                                branch.getElseRegion().end());
    rewriter.replaceOp(op, branch);
    return success();
  }
};

class SimplifyFlags : public costate::impl::SimplifyFlagsBase<SimplifyFlags> {
public:
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<CompareExtendedBool, DecodeInBranches, DecodeInLoop, SwitchToIf>(context);
    arith::CmpIOp::getCanonicalizationPatterns(set, context);
    arith::XOrIOp::getCanonicalizationPatterns(set, context);
    patterns = FrozenRewritePatternSet(std::move(set));
    return success();
  }

  void runOnOperation() override { (void)applyPatternsGreedily(getOperation(), patterns); }

private:
  FrozenRewritePatternSet patterns;
};

} // namespace
