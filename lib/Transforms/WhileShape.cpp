// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "WhileShape.h"

#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

void costate::mergeDuplicateOperands(scf::WhileOp loop) {
  llvm::DenseMap<Value, unsigned> first;
  for (auto [index, operand] : llvm::enumerate(loop.getConditionOp().getArgs())) {
    auto [found, isNew] = first.try_emplace(operand, index);
    if (isNew)
      continue;
    loop.getAfterArguments()[index].replaceAllUsesWith(loop.getAfterArguments()[found->second]);
    loop.getResult(index).replaceAllUsesWith(loop.getResult(found->second));
  }
}

int costate::compareConditions(Value first, Value second) {
  if (first == second)
    return 1;
  auto isNegationOf = [](Value negation, Value of) {
    auto xorOp = negation.getDefiningOp<arith::XOrIOp>();
    return xorOp && xorOp.getLhs() == of && matchPattern(xorOp.getRhs(), m_One());
  };
  auto areOpposite = [](Value first, Value second) {
    auto lhs = first.getDefiningOp<arith::CmpIOp>(), rhs = second.getDefiningOp<arith::CmpIOp>();
    return lhs && rhs && lhs.getLhs() == rhs.getLhs() && lhs.getRhs() == rhs.getRhs() &&
           lhs.getPredicate() == arith::invertPredicate(rhs.getPredicate());
  };
  return isNegationOf(first, second) || isNegationOf(second, first) || areOpposite(first, second)
             ? -1
             : 0;
}

namespace {

class BodyMover {
public:
  explicit BodyMover(scf::WhileOp loop) : loop(loop), condition(loop.getConditionOp()) {}

  bool match() {
    for (Operation *op = condition->getPrevNode(); op; op = op->getPrevNode()) {
      if (auto candidate = dyn_cast<scf::IfOp>(op); candidate && matchBranch(candidate))
        return true;
      // What stands between the branch and the end stays in the before region: it must not notice.
      if (!isMemoryEffectFree(op))
        return false;
    }
    return false;
  }

  scf::WhileOp run() {
    speculateExit();
    computeOperands();
    collectCaptures();
    scf::WhileOp replacement = createLoop();
    moveContent(replacement);
    return replacement;
  }

private:
  bool matchBranch(scf::IfOp candidate) {
    int polarity = costate::compareConditions(candidate.getCondition(), condition.getCondition());
    bool hasElse = !candidate.getElseRegion().empty();
    if (polarity == 0 || (polarity < 0 && !hasElse))
      return false;
    for (Operation *user : candidate->getUsers())
      if (user != condition)
        return false;
    for (Value result : candidate.getResults())
      if (result == condition.getCondition())
        return false;
    branch = candidate;
    body = polarity > 0 ? candidate.thenBlock() : candidate.elseBlock();
    exit = polarity < 0 ? candidate.thenBlock() : hasElse ? candidate.elseBlock() : nullptr;
    return !exit || llvm::all_of(exit->without_terminator(), [](Operation &op) {
      return isPure(&op) && op.getNumRegions() == 0;
    });
  }

  /// What the exit computes is pure: it moves in front of the branch.
  void speculateExit() {
    if (!exit)
      return;
    for (Operation &op : llvm::make_early_inc_range(exit->without_terminator()))
      op.moveBefore(branch);
  }

  std::optional<unsigned> getBranchResult(Value operand) {
    auto result = dyn_cast<OpResult>(operand);
    if (result && result.getOwner() == branch.getOperation())
      return result.getResultNumber();
    return std::nullopt;
  }

  void computeOperands() {
    for (Value operand : condition.getArgs()) {
      std::optional<unsigned> result = getBranchResult(operand);
      operands.push_back(result ? exit->getTerminator()->getOperand(*result) : operand);
    }
    numOriginal = operands.size();
  }

  bool isDefinedBefore(Value value) { return value.getParentBlock() == loop.getBeforeBody(); }

  /// Values of the before region that the body uses have to be passed on to the after region.
  void capture(Value value) {
    if (!isDefinedBefore(value) || position.contains(value))
      return;
    position[value] = operands.size();
    operands.push_back(value);
  }

  void collectCaptures() {
    for (auto [index, operand] : llvm::enumerate(operands))
      if (isDefinedBefore(operand))
        position.try_emplace(operand, index);
    body->walk([&](Operation *op) {
      for (Value operand : op->getOperands())
        capture(operand);
    });
  }

  scf::WhileOp createLoop() {
    OpBuilder builder(loop);
    SmallVector<Type> types =
        llvm::map_to_vector(operands, [](Value value) { return value.getType(); });
    auto created = scf::WhileOp::create(builder, loop.getLoc(), types, loop.getInits());
    created->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
    Block *after = builder.createBlock(&created.getAfter());
    for (auto [index, operand] : llvm::enumerate(operands))
      after->addArgument(operand.getType(), findLocation(index));
    return created;
  }

  /// A location that names the variable: that of the value, or of the variable it is passed on to.
  Location findLocation(unsigned index) {
    Location loc = operands[index].getLoc();
    if (!costate::findVariableName(loc).empty() || index >= numOriginal)
      return loc;
    for (auto [argument, yielded] :
         llvm::zip_equal(loop.getBeforeArguments(), loop.getYieldOp().getOperands()))
      if (yielded == loop.getAfterArguments()[index])
        return argument.getLoc();
    return loop.getAfterArguments()[index].getLoc();
  }

  void moveContent(scf::WhileOp created) {
    Block *after = &created.getAfter().front();
    Block *oldAfter = loop.getAfterBody();

    auto replaceInBody = [&](Value value) -> Value {
      auto found = position.find(value);
      return found == position.end() ? value : after->getArgument(found->second);
    };
    // The body first, then what the after region did with the values the body yields.
    SmallVector<Value> yielded =
        llvm::map_to_vector(body->getTerminator()->getOperands(), replaceInBody);
    body->walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(replaceInBody(operand.get()));
    });
    body->getTerminator()->erase();
    after->getOperations().splice(after->end(), body->getOperations());
    for (auto [index, argument] : llvm::enumerate(oldAfter->getArguments())) {
      std::optional<unsigned> result = getBranchResult(condition.getArgs()[index]);
      argument.replaceAllUsesWith(result ? yielded[*result] : after->getArgument(index));
    }
    after->getOperations().splice(after->end(), oldAfter->getOperations());

    OpBuilder builder(condition);
    scf::ConditionOp::create(builder, condition.getLoc(), condition.getCondition(), operands);
    condition.erase();
    branch.erase();
    created.getBefore().takeBody(loop.getBefore());
    loop.replaceAllUsesWith(created.getResults().take_front(numOriginal));
    loop.erase();
  }

  scf::WhileOp loop;
  scf::ConditionOp condition;
  scf::IfOp branch;
  /// The exit is null where the branch has no else region, and hence no results.
  Block *body = nullptr, *exit = nullptr;
  /// The new operands of scf.condition: those there were, then what the body captures.
  SmallVector<Value> operands;
  unsigned numOriginal = 0;
  llvm::DenseMap<Value, unsigned> position;
};

} // namespace

scf::WhileOp costate::moveBodyDown(scf::WhileOp loop) {
  BodyMover mover(loop);
  return mover.match() ? mover.run() : loop;
}
