// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lifting fills the values of edges that were not taken with poison. Here such a value is chosen so
// that the branch becomes smaller. Runs after the bodies of loops have found their place: what
// stands in front of a test would otherwise be part of it.

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace costate {
#define GEN_PASS_DEF_RESOLVEPOISON
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

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

/// A pointer that a loop only hands out, computed from one of its arguments, is computed behind the
/// loop: `scf.condition(%c) offset %a[%i]` → `scf.condition(%c) %i`. The engine then follows no
/// pointer through it.
struct SinkPointerResult : public OpRewritePattern<scf::WhileOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(scf::WhileOp op, PatternRewriter &rewriter) const override {
    scf::ConditionOp condition = op.getConditionOp();
    for (OpResult result : op->getResults()) {
      unsigned index = result.getResultNumber();
      BlockArgument argument = op.getAfterArguments()[index];
      if (!isa<cxx::PtrType>(result.getType()) || result.use_empty() || !argument.use_empty())
        continue;
      Value pointer = condition.getArgs()[index];
      llvm::SmallPtrSet<Operation *, 4> steps;
      if (!collectSteps(pointer, op.getBeforeBody(), steps) || steps.empty())
        continue;
      Value source = findOnlySource(op, steps);
      if (!source)
        continue;
      sink(op, index, source, steps, rewriter);
      return success();
    }
    return failure();
  }

private:
  /// The one argument of the before region that the steps use.
  static Value findOnlySource(scf::WhileOp op, const SmallPtrSetImpl<Operation *> &steps) {
    Value source;
    for (Operation *step : steps)
      for (Value operand : step->getOperands()) {
        if (operand.getParentBlock() != op.getBeforeBody() ||
            steps.contains(operand.getDefiningOp()))
          continue;
        if (source && source != operand)
          return {};
        source = operand;
      }
    return isa_and_nonnull<BlockArgument>(source) ? source : Value();
  }

  static void sink(scf::WhileOp op, unsigned index, Value source,
                   const SmallPtrSetImpl<Operation *> &steps, PatternRewriter &rewriter) {
    scf::ConditionOp condition = op.getConditionOp();
    OpResult result = op->getResult(index);
    Value pointer = condition.getArgs()[index];
    rewriter.setInsertionPointAfter(op);
    IRMapping mapping;
    mapping.map(source, result);
    for (Operation &step : *op.getBeforeBody())
      if (steps.contains(&step))
        rewriter.clone(step, mapping);
    Value sunk = mapping.lookup(pointer);
    rewriter.replaceUsesWithIf(result, sunk,
                               [&](OpOperand &use) { return !isClone(mapping, use.getOwner()); });
    rewriter.modifyOpInPlace(condition, [&] { condition.getArgsMutable()[index].set(source); });
    op.getAfterArguments()[index].setType(source.getType());
    rewriter.modifyOpInPlace(op, [&] { result.setType(source.getType()); });
  }

  static bool isClone(const IRMapping &mapping, Operation *op) {
    return llvm::any_of(mapping.getOperationMap(),
                        [&](const auto &entry) { return entry.second == op; });
  }
};

class ResolvePoison : public costate::impl::ResolvePoisonBase<ResolvePoison> {
public:
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    // Merging costs nothing: it goes first.
    set.add<MergeWithPoison>(context, /*benefit=*/2);
    set.add<SpeculateAgainstPoison, SinkPointerResult>(context);
    scf::IfOp::getCanonicalizationPatterns(set, context);
    patterns = FrozenRewritePatternSet(std::move(set));
    return success();
  }

  void runOnOperation() override { (void)applyPatternsGreedily(getOperation(), patterns); }

private:
  FrozenRewritePatternSet patterns;
};

} // namespace
