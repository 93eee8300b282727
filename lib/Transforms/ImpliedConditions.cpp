// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparisons of an integer with a constant, decided by what is known of the integer where they
// stand: the branches around them and the assertions before them. Libraries check a size in every
// layer; what depends on the second check keeps pointers from being known.

#include "ImpliedConditions.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/IR/ConstantRange.h"

using namespace mlir;
using namespace costate;
using llvm::ConstantRange;

/// Users of a value that are looked at.
static constexpr unsigned userLimit = 256;

static llvm::CmpInst::Predicate translate(arith::CmpIPredicate predicate) {
  switch (predicate) {
  case arith::CmpIPredicate::eq:
    return llvm::CmpInst::ICMP_EQ;
  case arith::CmpIPredicate::ne:
    return llvm::CmpInst::ICMP_NE;
  case arith::CmpIPredicate::slt:
    return llvm::CmpInst::ICMP_SLT;
  case arith::CmpIPredicate::sle:
    return llvm::CmpInst::ICMP_SLE;
  case arith::CmpIPredicate::sgt:
    return llvm::CmpInst::ICMP_SGT;
  case arith::CmpIPredicate::sge:
    return llvm::CmpInst::ICMP_SGE;
  case arith::CmpIPredicate::ult:
    return llvm::CmpInst::ICMP_ULT;
  case arith::CmpIPredicate::ule:
    return llvm::CmpInst::ICMP_ULE;
  case arith::CmpIPredicate::ugt:
    return llvm::CmpInst::ICMP_UGT;
  case arith::CmpIPredicate::uge:
    return llvm::CmpInst::ICMP_UGE;
  }
  llvm_unreachable("all predicates are listed");
}

/// The values for which the comparison of `value` with a constant holds.
static std::optional<ConstantRange> getRange(Value condition, Value value) {
  auto comparison = condition.getDefiningOp<arith::CmpIOp>();
  APInt constant;
  if (!comparison || comparison.getLhs() != value ||
      !matchPattern(comparison.getRhs(), m_ConstantInt(&constant)))
    return std::nullopt;
  return ConstantRange::makeExactICmpRegion(translate(comparison.getPredicate()), constant);
}

/// Whether `first` has run whenever `op` runs.
static bool runsBefore(Operation *first, Operation *op) {
  Operation *beside = first->getBlock()->findAncestorOpInBlock(*op);
  return beside && beside != first && first->isBeforeInBlock(beside);
}

/// What is known of an integer where an operation stands.
static ConstantRange findKnownRange(Value value, Operation *op) {
  ConstantRange known = ConstantRange::getFull(value.getType().getIntOrFloatBitWidth());
  for (Operation *inner = op, *outer = op->getParentOp(); outer;
       inner = outer, outer = outer->getParentOp()) {
    auto branch = dyn_cast<scf::IfOp>(outer);
    if (!branch)
      continue;
    bool isThen = inner->getParentRegion() == &branch.getThenRegion();
    if (std::optional<ConstantRange> range = getRange(branch.getCondition(), value))
      known = known.intersectWith(isThen ? *range : range->inverse());
  }
  unsigned seen = 0;
  for (Operation *user : value.getUsers()) {
    if (++seen > userLimit)
      break;
    if (!isa<arith::CmpIOp>(user))
      continue;
    std::optional<ConstantRange> range = getRange(user->getResult(0), value);
    bool isAsserted = range && llvm::any_of(user->getUsers(), [&](Operation *check) {
                        return isa<cxx::AssertOp>(check) && runsBefore(check, op);
                      });
    if (isAsserted)
      known = known.intersectWith(*range);
  }
  return known;
}

namespace {

struct ImpliedComparison : public OpRewritePattern<arith::CmpIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::CmpIOp op, PatternRewriter &rewriter) const override {
    Value value = op.getLhs();
    if (!isa<IntegerType>(value.getType()))
      return failure();
    std::optional<ConstantRange> holds = getRange(op.getResult(), value);
    if (!holds)
      return failure();
    ConstantRange known = findKnownRange(value, op);
    // Nothing at all is possible where the code cannot be reached.
    if (known.isEmptySet() || known.isFullSet())
      return failure();
    bool isTrue = holds->contains(known);
    if (!isTrue && !holds->inverse().contains(known))
      return failure();
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, rewriter.getBoolAttr(isTrue));
    return success();
  }
};

} // namespace

void costate::populateImpliedConditionPatterns(RewritePatternSet &patterns) {
  patterns.add<ImpliedComparison>(patterns.getContext());
}
