// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Takes the body of a loop out of the short-circuit evaluation of its condition. Lifting makes of
// `while (c1 && c2) body` a chain of nested branches:
//
//   %r:2 = scf.if %c1 { %c2 = ..; %q = scf.if %c2 {body} else {..}; yield %q, %c2 } else { yield
//   %e, false } scf.condition(%r#1) %r#0
//
// which becomes
//
//   %t = scf.if %c1 { %c2 = ..; yield %c2 } else { yield false }
//   %r = scf.if %t {body} else { yield %e }
//   scf.condition(%t) %r

#include "WhileShape.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace costate;

namespace {

/// A test is short and computes nothing that the body or the exit needs and could not compute
/// again; otherwise it is a body with a `break` in it and stays in one piece, so that the loop's
/// differentiated code is in one region.
constexpr unsigned maxTestSize = 16;
constexpr unsigned maxRepeated = 8;

bool isPoison(Value value) { return value.getDefiningOp<ub::PoisonOp>() != nullptr; }

/// Cheap enough to be computed in the test and again in the body.
bool isRepeatable(Operation *op) {
  return op->getNumRegions() == 0 && isa<arith::ArithDialect, cxx::CxxDialect>(op->getDialect()) &&
         !isa<arith::DivFOp>(op);
}

/// Separates one branch `outer` that computes the flag `outer#flag`.
class Separator {
public:
  Separator(scf::IfOp outer, unsigned flag) : outer(outer), flag(flag) {}

  /// The test's value and the values of outer's results, or failure with nothing changed.
  struct Result {
    Value test;
    SmallVector<Value> values;
  };
  FailureOr<Result> run() {
    if (!matchOuter() || !separateInner() || !matchInner())
      return failure();
    if (!collectExits() || !collectRepeated())
      return failure();
    createTest();
    return createBranch();
  }

private:
  Value getYield(Block *block, unsigned index) { return block->getTerminator()->getOperand(index); }
  bool isInTest(Value value) { return value.getParentBlock() == testBlock; }

  bool matchOuter() {
    if (outer.getElseRegion().empty())
      return false;
    bool elseFails = matchPattern(getYield(outer.elseBlock(), flag), m_Zero());
    bool thenFails = matchPattern(getYield(outer.thenBlock(), flag), m_Zero());
    if (elseFails == thenFails)
      return false;
    testBlock = elseFails ? outer.thenBlock() : outer.elseBlock();
    failBlock = elseFails ? outer.elseBlock() : outer.thenBlock();
    return failBlock->without_terminator().empty();
  }

  /// `c1 && (c2 && c3)`: the inner condition first.
  bool separateInner() {
    Value condition = getYield(testBlock, flag);
    auto nested = condition.getDefiningOp<scf::IfOp>();
    if (!nested || !isInTest(condition))
      return true;
    for (Operation *user : nested->getUsers())
      if (user != testBlock->getTerminator())
        return true;
    FailureOr<Result> separated =
        Separator(nested, cast<OpResult>(condition).getResultNumber()).run();
    if (failed(separated))
      return true;
    nested.replaceAllUsesWith(ValueRange(separated->values));
    nested.erase();
    return true;
  }

  bool matchInner() {
    Value condition = getYield(testBlock, flag);
    Operation *last = testBlock->getTerminator()->getPrevNode();
    while (last && !isa<scf::IfOp>(last) && isMemoryEffectFree(last))
      last = last->getPrevNode();
    inner = dyn_cast_or_null<scf::IfOp>(last);
    if (!inner)
      return false;
    bool hasElse = !inner.getElseRegion().empty();
    int polarity = compareConditions(inner.getCondition(), condition);
    if (polarity == 0 || (polarity < 0 && !hasElse))
      return false;
    for (Operation *user : inner->getUsers())
      if (user != testBlock->getTerminator())
        return false;
    bodyBlock = polarity > 0 ? inner.thenBlock() : inner.elseBlock();
    exitBlock = polarity < 0 ? inner.thenBlock() : hasElse ? inner.elseBlock() : nullptr;
    return (!exitBlock || exitBlock->without_terminator().empty()) && isShortTest();
  }

  bool isShortTest() {
    unsigned size = 0;
    for (Operation &op : testBlock->without_terminator()) {
      if (&op == inner)
        continue;
      op.walk([&](Operation *) { ++size; });
      if (!isMemoryEffectFree(&op) && !hasSingleEffect<MemoryEffects::Read>(&op))
        return false;
    }
    return size <= maxTestSize;
  }

  std::optional<unsigned> getInnerResult(Value value) {
    auto result = dyn_cast<OpResult>(value);
    if (result && result.getOwner() == inner.getOperation())
      return result.getResultNumber();
    return std::nullopt;
  }

  /// For every result of outer: its value when the test fails.
  bool collectExits() {
    for (unsigned index = 0; index < outer.getNumResults(); ++index) {
      Value late = getYield(testBlock, index), early = getYield(failBlock, index);
      if (std::optional<unsigned> result = getInnerResult(late))
        late = getYield(exitBlock, *result);
      if (index == flag)
        exits.push_back(early);
      else if (!isInTest(late) && (late == early || isPoison(early)))
        exits.push_back(late);
      else if (isPoison(late))
        exits.push_back(early);
      else {
        // Decided by the test: handed out by it.
        exits.push_back(nullptr);
        decided.push_back({late, early});
        if (!isa<IntegerType>(late.getType()))
          return false;
      }
    }
    return true;
  }

  /// The part of the test that the body computes again.
  bool collectRepeated() {
    SmallVector<Value> needed;
    bodyBlock->walk([&](Operation *op) { llvm::append_range(needed, op->getOperands()); });
    for (unsigned index = 0; index < outer.getNumResults(); ++index)
      if (index != flag)
        needed.push_back(getYield(testBlock, index));
    while (!needed.empty()) {
      Value value = needed.pop_back_val();
      if (!isInTest(value) || getInnerResult(value) ||
          !repeated.insert(value.getDefiningOp()).second)
        continue;
      if (!isRepeatable(value.getDefiningOp()) || repeated.size() > maxRepeated)
        return false;
      llvm::append_range(needed, value.getDefiningOp()->getOperands());
    }
    return true;
  }

  void createTest() {
    OpBuilder builder(outer);
    Location loc = outer.getLoc();
    SmallVector<Value> whenTested{getYield(testBlock, flag)}, whenFailed{getYield(failBlock, flag)};
    for (auto [late, early] : decided) {
      whenTested.push_back(late);
      whenFailed.push_back(early);
    }
    test = scf::IfOp::create(builder, loc, ValueRange(whenTested).getTypes(), outer.getCondition(),
                             /*withElseRegion=*/true);
    bool isThen = testBlock == outer.thenBlock();
    Block *target = isThen ? test.thenBlock() : test.elseBlock();
    for (Operation &op : llvm::make_early_inc_range(testBlock->without_terminator()))
      if (&op != inner)
        op.moveBefore(target, target->end());
    builder.setInsertionPointToEnd(target);
    scf::YieldOp::create(builder, loc, whenTested);
    builder.setInsertionPointToEnd(isThen ? test.elseBlock() : test.thenBlock());
    scf::YieldOp::create(builder, loc, whenFailed);
  }

  /// Copies of the repeated operations, in order, in front of the branch.
  SmallVector<Operation *> repeatTest(IRMapping &again) {
    OpBuilder builder(outer);
    SmallVector<Operation *> clones;
    bool isThen = testBlock == outer.thenBlock();
    for (Operation &op : *(isThen ? test.thenBlock() : test.elseBlock()))
      if (repeated.contains(&op))
        clones.push_back(builder.clone(op, again));
    return clones;
  }

  Result createBranch() {
    OpBuilder builder(outer);
    Location loc = inner.getLoc();
    IRMapping again;
    SmallVector<Operation *> clones = repeatTest(again);
    SmallVector<Value> bodyValues, exitValues;
    unsigned nextDecided = 1;
    for (unsigned index = 0; index < outer.getNumResults(); ++index) {
      Value exit = exits[index] ? exits[index] : Value(test.getResult(nextDecided++));
      if (index == flag)
        continue;
      Value value = getYield(testBlock, index);
      if (std::optional<unsigned> result = getInnerResult(value))
        value = getYield(bodyBlock, *result);
      bodyValues.push_back(again.lookupOrDefault(value));
      exitValues.push_back(exit);
    }
    auto branch =
        scf::IfOp::create(builder, loc, ValueRange(bodyValues).getTypes(), test.getResult(0),
                          /*withElseRegion=*/true);
    bodyBlock->walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(again.lookupOrDefault(operand.get()));
    });
    bodyBlock->getTerminator()->erase();
    Block *target = branch.thenBlock();
    if (target->mightHaveTerminator())
      target->getTerminator()->erase();
    for (Operation *clone : clones)
      clone->moveBefore(target, target->end());
    target->getOperations().splice(target->end(), bodyBlock->getOperations());
    builder.setInsertionPointToEnd(target);
    scf::YieldOp::create(builder, loc, bodyValues);
    if (branch.elseBlock()->mightHaveTerminator())
      branch.elseBlock()->getTerminator()->erase();
    builder.setInsertionPointToEnd(branch.elseBlock());
    scf::YieldOp::create(builder, loc, exitValues);

    Result result{test.getResult(0), SmallVector<Value>(branch.getResults())};
    result.values.insert(result.values.begin() + flag, test.getResult(0));
    return result;
  }

  scf::IfOp outer, inner, test;
  unsigned flag;
  Block *testBlock = nullptr, *failBlock = nullptr, *bodyBlock = nullptr, *exitBlock = nullptr;
  /// Value of each result when the test fails; null where the test hands it out.
  SmallVector<Value> exits;
  SmallVector<std::pair<Value, Value>> decided;
  llvm::SmallPtrSet<Operation *, 8> repeated;
};

} // namespace

void costate::separateTest(scf::WhileOp loop) {
  scf::ConditionOp condition = loop.getConditionOp();
  auto branch = condition.getCondition().getDefiningOp<scf::IfOp>();
  if (!branch || branch->getBlock() != condition->getBlock())
    return;
  for (Operation *op = condition->getPrevNode(); op != branch; op = op->getPrevNode())
    if (!isMemoryEffectFree(op))
      return;
  for (Operation *user : branch->getUsers())
    if (user != condition)
      return;
  unsigned flag = cast<OpResult>(condition.getCondition()).getResultNumber();
  FailureOr<Separator::Result> separated = Separator(branch, flag).run();
  if (failed(separated))
    return;
  branch.replaceAllUsesWith(ValueRange(separated->values));
  branch.erase();
}
