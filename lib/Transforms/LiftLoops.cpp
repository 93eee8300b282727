// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns counted `scf.while` loops into `scf.for %t = 0 to %trips step 1`, and rebuilds every linear
// value from `%t`. Not upstream's uplifting: that one knows `i < n` only and returns the last
// induction value that the body saw as the value after the loop (LLVM issue 219616).

#include "LoopInvariants.h"
#include "LoopRecurrence.h"
#include "WhileShape.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/IRMapping.h"

namespace costate {
#define GEN_PASS_DEF_LIFTLOOPS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

/// Builds the `scf.for` of one countable loop. Two shapes:
/// - `while`: the after region is the body. The before region runs once more than the body; its
/// last run
///   is copied behind the loop.
/// - `do ... while`: the after region does nothing. The loop runs once more than the condition
/// holds.
class LoopLifter {
public:
  LoopLifter(scf::WhileOp loop, LoopRecurrences recurrences)
      : loop(loop), recurrences(std::move(recurrences)), builder(loop) {}

  bool run() {
    trips = recurrences.countTrips(builder);
    if (!trips)
      return false;
    isDoWhile = llvm::hasSingleElement(*loop.getAfterBody());
    if (isDoWhile)
      countFirstIteration();
    createLoop();
    replaceResults();
    fillBody();
    loop.erase();
    return true;
  }

private:
  unsigned getNumArguments() { return loop.getInits().size(); }

  void countFirstIteration() {
    Location loc = loop.getLoc();
    Value one = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(1));
    trips = builder.createOrFold<arith::AddIOp>(loc, trips, one);
  }

  /// The argument of the before region that takes over operand `index` of scf.condition, if any.
  std::optional<unsigned> findSuccessor(unsigned index) {
    for (auto [argument, yielded] : llvm::enumerate(loop.getYieldOp().getOperands()))
      if (yielded == loop.getAfterArguments()[index])
        return argument;
    return std::nullopt;
  }

  bool isLeftOver(unsigned index) {
    return isDoWhile && !loop.getResult(index).use_empty() && !findSuccessor(index) &&
           !loop.isDefinedOutsideOfLoop(loop.getConditionOp().getArgs()[index]);
  }

  void createLoop() {
    Location loc = loop.getLoc();
    SmallVector<Value> inits;
    SmallVector<Location> locations;
    for (auto [index, argument] : llvm::enumerate(loop.getBeforeArguments())) {
      if (recurrences.getArgument(index))
        continue;
      slots[index] = inits.size();
      inits.push_back(loop.getInits()[index]);
      locations.push_back(argument.getLoc());
    }
    // What a do-while hands out but does not carry: set in each iteration, the last one counts.
    for (auto [index, result] : llvm::enumerate(loop.getResults())) {
      if (!isLeftOver(index))
        continue;
      leftOvers.push_back(index);
      inits.push_back(ub::PoisonOp::create(builder, loc, result.getType()));
      locations.push_back(loop.getAfterArguments()[index].getLoc());
    }
    Value zero = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
    Value one = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(1));
    lifted = scf::ForOp::create(builder, loc, zero, trips, one, inits);
    lifted->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
    for (auto [argument, location] : llvm::zip_equal(lifted.getRegionIterArgs(), locations))
      argument.setLoc(location);
  }

  /// The value of a before argument in iteration `iteration`, or after the loop.
  Value getArgumentAt(unsigned index, Value iteration, ValueRange carried, OpBuilder &at) {
    if (const auto &sequence = recurrences.getArgument(index))
      return sequence->at(iteration, loop.getBeforeArguments()[index].getLoc(), at);
    return carried[slots[index]];
  }

  void replaceResults() {
    builder.setInsertionPointAfter(lifted);
    if (isDoWhile)
      return replaceDoWhileResults();
    IRMapping mapping;
    for (unsigned index = 0; index < getNumArguments(); ++index)
      mapping.map(loop.getBeforeArguments()[index],
                  getArgumentAt(index, trips, lifted.getResults(), builder));
    for (Operation &op : loop.getBeforeBody()->without_terminator())
      builder.clone(op, mapping);
    for (auto [result, operand] :
         llvm::zip_equal(loop.getResults(), loop.getConditionOp().getArgs()))
      result.replaceAllUsesWith(mapping.lookupOrDefault(operand));
  }

  void replaceDoWhileResults() {
    for (auto [position, index] : llvm::enumerate(leftOvers))
      loop.getResult(index).replaceAllUsesWith(lifted.getResult(slots.size() + position));
    for (auto [index, result] : llvm::enumerate(loop.getResults())) {
      if (result.use_empty())
        continue;
      if (std::optional<unsigned> successor = findSuccessor(index))
        result.replaceAllUsesWith(getArgumentAt(*successor, trips, lifted.getResults(), builder));
      else
        result.replaceAllUsesWith(loop.getConditionOp().getArgs()[index]);
    }
  }

  void fillBody() {
    Block *body = lifted.getBody();
    if (body->mightHaveTerminator())
      body->getTerminator()->erase();
    builder.setInsertionPointToStart(body);
    for (auto [index, argument] : llvm::enumerate(loop.getBeforeArguments()))
      argument.replaceAllUsesWith(
          getArgumentAt(index, lifted.getInductionVar(), lifted.getRegionIterArgs(), builder));

    scf::ConditionOp condition = loop.getConditionOp();
    scf::YieldOp yield = loop.getYieldOp();
    SmallVector<Value> passed(condition.getArgs());
    for (auto [argument, value] : llvm::zip_equal(loop.getAfterArguments(), passed))
      argument.replaceAllUsesWith(value);
    condition.erase();
    body->getOperations().splice(body->end(), loop.getBeforeBody()->getOperations());
    body->getOperations().splice(body->end(), loop.getAfterBody()->getOperations());

    SmallVector<Value> next;
    for (unsigned index = 0; index < getNumArguments(); ++index)
      if (!recurrences.getArgument(index))
        next.push_back(yield.getOperand(index));
    for (unsigned index : leftOvers)
      next.push_back(passed[index]);
    builder.setInsertionPointToEnd(body);
    scf::YieldOp::create(builder, yield.getLoc(), next);
    yield.erase();
  }

  scf::WhileOp loop;
  LoopRecurrences recurrences;
  OpBuilder builder;
  bool isDoWhile = false;
  Value trips;
  scf::ForOp lifted;
  /// Position among the iteration arguments of the before arguments that are not linear.
  llvm::DenseMap<unsigned, unsigned> slots;
  /// Results of a do-while that no argument carries.
  SmallVector<unsigned> leftOvers;
};

class LiftLoops : public costate::impl::LiftLoopsBase<LiftLoops> {
public:
  void runOnOperation() override {
    // Inner loops first: they are then part of a body that moves as a whole.
    SmallVector<scf::WhileOp> loops;
    getOperation().walk([&](scf::WhileOp loop) { loops.push_back(loop); });
    for (scf::WhileOp loop : loops)
      process(loop);
  }

private:
  void process(scf::WhileOp loop) {
    separateTest(loop);
    loop = moveBodyDown(loop);
    mergeDuplicateOperands(loop);
    hoistInvariants(cast<LoopLikeOpInterface>(loop.getOperation()));
    LoopLifter(loop, LoopRecurrences(loop)).run();
  }
};

} // namespace
