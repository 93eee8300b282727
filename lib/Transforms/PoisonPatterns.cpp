// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "PoisonPatterns.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace costate;

namespace {

/// Steps of counters and addresses; more is left in its branch.
constexpr unsigned maxSpeculated = 4;

bool isPoison(Value value) { return value.getDefiningOp<ub::PoisonOp>() != nullptr; }

/// An index of a result, with the branch that yields poison for it and the other one.
struct PoisonResult {
  unsigned index;
  Block *poisoned, *defined;
};

std::optional<PoisonResult> findPoison(scf::IfOp op, unsigned index) {
  bool inThen = isPoison(op.thenYield().getOperand(index));
  bool inElse = isPoison(op.elseYield().getOperand(index));
  if (inThen == inElse)
    return std::nullopt;
  return inThen ? PoisonResult{index, op.thenBlock(), op.elseBlock()}
                : PoisonResult{index, op.elseBlock(), op.thenBlock()};
}

bool isCheapStep(Operation *op) {
  if (op->getNumRegions() != 0 || !isPure(op))
    return false;
  if (isa<cxx::OffsetOp, cxx::ElementOp, cxx::FieldOp, cxx::InductionOp>(op))
    return true;
  return isa<arith::ArithDialect>(op->getDialect()) &&
         llvm::all_of(op->getOperandTypes(), llvm::IsaPred<IntegerType>) &&
         llvm::all_of(op->getResultTypes(), llvm::IsaPred<IntegerType>);
}

/// Collects the operations of `block` that `value` needs, if they may be executed in any case.
bool collectSteps(Value value, Block *block, SmallPtrSetImpl<Operation *> &steps) {
  Operation *op = value.getDefiningOp();
  if (!op || op->getBlock() != block)
    return true;
  if (!steps.insert(op).second)
    return true;
  if (!isCheapStep(op) || steps.size() > maxSpeculated)
    return false;
  return llvm::all_of(op->getOperands(),
                      [&](Value operand) { return collectSteps(operand, block, steps); });
}

/// scf.if %c {yield poison} else {%n = %i + 1; yield %n} → %n = %i + 1
struct SpeculateAgainstPoison : public OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    for (OpResult result : op->getResults()) {
      std::optional<PoisonResult> poison = findPoison(op, result.getResultNumber());
      if (!poison || result.use_empty())
        continue;
      Value value = poison->defined->getTerminator()->getOperand(poison->index);
      llvm::SmallPtrSet<Operation *, 4> steps;
      if (!collectSteps(value, poison->defined, steps))
        continue;
      for (Operation &step : llvm::make_early_inc_range(*poison->defined))
        if (steps.contains(&step))
          rewriter.moveOpBefore(&step, op);
      rewriter.replaceAllUsesWith(result, value);
      return success();
    }
    return failure();
  }
};

/// yield %x, %x else yield poison, %y: the first result may be the second one.
struct MergeWithPoison : public OpRewritePattern<scf::IfOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::IfOp op, PatternRewriter &rewriter) const override {
    for (OpResult result : op->getResults()) {
      std::optional<PoisonResult> poison = findPoison(op, result.getResultNumber());
      if (!poison || result.use_empty())
        continue;
      ValueRange defined = poison->defined->getTerminator()->getOperands();
      for (OpResult other : op->getResults()) {
        if (other == result || defined[other.getResultNumber()] != defined[poison->index] ||
            isPoison(poison->poisoned->getTerminator()->getOperand(other.getResultNumber())))
          continue;
        rewriter.replaceAllUsesWith(result, other);
        return success();
      }
    }
    return failure();
  }
};

} // namespace

void costate::populatePoisonPatterns(RewritePatternSet &patterns) {
  // Merging costs nothing: it goes first.
  patterns.add<MergeWithPoison>(patterns.getContext(), /*benefit=*/2);
  patterns.add<SpeculateAgainstPoison>(patterns.getContext());
}
