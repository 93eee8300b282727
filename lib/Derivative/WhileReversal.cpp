// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reversal of while loops. One whose after region ran N times ran its before region N + 1 times:
//
//   before(0) after(0) before(1) ... after(N-1) before(N)
//
// In reverse it is a counted loop. Where `before` only tests (while) or `after` only hands its
// arguments on (do-while, and what lifting makes of break and return), the loop has no branch.

#include "AdjointGenerator.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

bool AdjointGenerator::hasNothingToReverse(Block &block) const {
  for (Operation &op : block.without_terminator()) {
    bool isReversed = false;
    op.walk([&](Operation *inner) {
      if (activity.getColdCode().contains(inner))
        return;
      for (Value result : inner->getResults())
        isReversed |= activity.isActive(result);
      if (isa<cxx::StoreOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(inner)) {
        Value target = isa<cxx::StoreOp>(inner) ? inner->getOperand(1) : inner->getOperand(0);
        isReversed |= activity.isActiveAddress(target);
      }
      if (auto call = dyn_cast<func::CallOp>(inner))
        isReversed |= activity.isActiveCall(call);
      if (isa<ad::RuleCallOp>(inner))
        isReversed |= activity.isActiveRuleCall(inner);
      if (isa<cxx::AllocOp>(inner))
        isReversed |= activity.isMirrored(inner->getResult(0));
    });
    if (isReversed)
      return false;
  }
  return true;
}

namespace {
/// The active values of a while loop, by role.
struct WhileValues {
  WhileValues(scf::WhileOp op, const Activity &activity) {
    for (auto [result, after, argument] :
         llvm::zip_equal(op.getResults(), op.getAfterArguments(), op.getConditionOp().getArgs()))
      if (activity.isActive(result) || activity.isActive(after)) {
        results.push_back(result);
        afterArguments.push_back(after);
        conditionArguments.push_back(argument);
      }
    for (auto [init, before, yielded] :
         llvm::zip_equal(op.getInits(), op.getBeforeArguments(), op.getYieldedValues()))
      if (activity.isActive(before)) {
        inits.push_back(init);
        beforeArguments.push_back(before);
        yields.push_back(yielded);
      }
  }
  /// What `before` hands on: results of the loop, arguments of `after`, operands of the condition.
  SmallVector<Value> results, afterArguments, conditionArguments;
  /// What enters `before`: initial values, its arguments, what `after` yields.
  SmallVector<Value> inits, beforeArguments, yields;
};
} // namespace

void AdjointGenerator::reverseWhile(scf::WhileOp op, Frame &frame) {
  WhileValues values(op, activity);
  bool afterForwards =
      hasNothingToReverse(*op.getAfterBody()) && llvm::all_of(values.yields, [&](Value yielded) {
        return !activity.isActive(yielded) || yielded.getParentBlock() == op.getAfterBody();
      });
  if (hasNothingToReverse(*op.getBeforeBody()))
    reverseTestedWhile(op, frame);
  else if (afterForwards)
    reverseUntestedWhile(op, frame);
  else
    reverseGeneralWhile(op, frame);
}

/// Starts the reversed loop; the builder is left inside of it.
static scf::ForOp createLoop(OpBuilder &builder, Location location, Value trips, ValueRange inits,
                             ArrayRef<Value> names) {
  Value zero = emitIndex(builder, location, 0), one = emitIndex(builder, location, 1);
  auto loop = scf::ForOp::create(builder, location, zero, trips, one, inits,
                                 [](OpBuilder &, Location, Value, ValueRange) {});
  nameAdjoints(loop.getRegionIterArgs(), names);
  builder.setInsertionPointToEnd(loop.getBody());
  return loop;
}

void AdjointGenerator::takeAll(Frame &frame, ArrayRef<Value> primals,
                               SmallVectorImpl<Value> &adjoints) {
  for (Value primal : primals)
    adjoints.push_back(takeAdjointOrZero(frame, primal));
}

void AdjointGenerator::addAll(Frame &frame, ArrayRef<Value> primals, ValueRange adjoints) {
  for (auto [primal, adjoint] : llvm::zip_equal(primals, adjoints))
    addAdjoint(frame, primal, adjoint);
}

static void setAll(Frame &frame, ArrayRef<Value> primals, ValueRange adjoints) {
  for (auto [primal, adjoint] : llvm::zip_equal(primals, adjoints))
    frame.adjoints[primal] = adjoint;
}

// Carried: the adjoints of `before`'s arguments and of captured values. `before` hands its
// arguments, or captured values, on unchanged, so its reversal moves adjoints between names.
void AdjointGenerator::reverseTestedWhile(scf::WhileOp op, Frame &frame) {
  WhileValues values(op, activity);
  SmallVector<Value> captures = getCaptures(op);
  SmallVector<Value> adjoints, inits;
  takeAll(frame, values.results, adjoints);
  addAll(frame, values.conditionArguments, adjoints);
  SmallVector<Value> carried(values.beforeArguments);
  carried.append(captures);
  takeAll(frame, carried, inits);
  Value trips = recall.tripCount(frame, op);
  scf::ForOp loop;
  {
    OpBuilder::InsertionGuard guard(builder);
    loop = createLoop(builder, op.getLoc(), trips, inits, carried);
    ValueRange arguments = loop.getRegionIterArgs();
    unsigned entered = values.beforeArguments.size();
    Frame after(&op.getAfter(), &frame, loop.getBody());
    setAll(after, captures, arguments.drop_front(entered));
    addAll(after, values.yields, arguments.take_front(entered));
    reverseBody(*op.getAfterBody(), after);
    adjoints.clear();
    takeAll(after, values.afterArguments, adjoints);
    addAll(after, values.conditionArguments, adjoints);
    SmallVector<Value> yields;
    takeAll(after, carried, yields);
    scf::YieldOp::create(builder, op.getLoc(), yields);
  }
  unsigned entered = values.beforeArguments.size();
  setAll(frame, captures, loop.getResults().drop_front(entered));
  addAll(frame, values.inits, loop.getResults().take_front(entered));
}

// Carried: the adjoints of what `before` hands on, of its arguments, and of captured values.
// `after` hands its arguments on, also in the last iteration, where nothing uses them.
void AdjointGenerator::reverseUntestedWhile(scf::WhileOp op, Frame &frame) {
  WhileValues values(op, activity);
  SmallVector<Value> captures = getCaptures(op);
  SmallVector<Value> inits, names(values.afterArguments);
  takeAll(frame, values.results, inits);
  for (Value argument : values.beforeArguments)
    inits.push_back(getAdjointOrZero(frame, argument));
  takeAll(frame, captures, inits);
  names.append(values.beforeArguments);
  names.append(captures);
  Value executions = addIndices(builder, op.getLoc(), recall.tripCount(frame, op),
                                emitIndex(builder, op.getLoc(), 1));
  unsigned handed = values.afterArguments.size(), entered = values.beforeArguments.size();
  scf::ForOp loop;
  {
    OpBuilder::InsertionGuard guard(builder);
    loop = createLoop(builder, op.getLoc(), executions, inits, names);
    ValueRange arguments = loop.getRegionIterArgs();
    Frame before(&op.getBefore(), &frame, loop.getBody());
    setAll(before, captures, arguments.drop_front(handed + entered));
    addAll(before, values.conditionArguments, arguments.take_front(handed));
    reverseBody(*op.getBeforeBody(), before);
    SmallVector<Value> enteredAdjoints, captureAdjoints, yields;
    takeAll(before, values.beforeArguments, enteredAdjoints);
    takeAll(before, captures, captureAdjoints);
    addAll(before, values.yields, enteredAdjoints);
    takeAll(before, values.afterArguments, yields);
    yields.append(enteredAdjoints);
    yields.append(captureAdjoints);
    scf::YieldOp::create(builder, op.getLoc(), yields);
  }
  setAll(frame, captures, loop.getResults().drop_front(handed + entered));
  addAll(frame, values.inits, loop.getResults().slice(handed, entered));
}

// N + 1 iterations, each of which reverses one execution of `before` and, except for the last, the
// execution of `after` that preceded it. Carried as for the untested loop.
void AdjointGenerator::reverseGeneralWhile(scf::WhileOp op, Frame &frame) {
  Location location = op.getLoc();
  WhileValues values(op, activity);
  SmallVector<Value> captures = getCaptures(op);
  SmallVector<Value> inits, names(values.afterArguments);
  takeAll(frame, values.results, inits);
  for (Value argument : values.beforeArguments)
    inits.push_back(getAdjointOrZero(frame, argument));
  takeAll(frame, captures, inits);
  names.append(values.beforeArguments);
  names.append(captures);
  Value repeats = recall.tripCount(frame, op);
  Value executions = addIndices(builder, location, repeats, emitIndex(builder, location, 1));
  unsigned handed = values.afterArguments.size(), entered = values.beforeArguments.size();
  scf::ForOp loop;
  {
    OpBuilder::InsertionGuard guard(builder);
    loop = createLoop(builder, location, executions, inits, names);
    ValueRange arguments = loop.getRegionIterArgs();
    Frame before(&op.getBefore(), &frame, loop.getBody());
    setAll(before, captures, arguments.drop_front(handed + entered));
    addAll(before, values.conditionArguments, arguments.take_front(handed));
    reverseBody(*op.getBeforeBody(), before);
    SmallVector<Value> enteredAdjoints, captureAdjoints, yields;
    takeAll(before, values.beforeArguments, enteredAdjoints);
    takeAll(before, captures, captureAdjoints);

    Value hasAfter = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::slt,
                                           loop.getInductionVar(), repeats);
    SmallVector<Type> types(ValueRange(values.afterArguments).getTypes());
    llvm::append_range(types, ValueRange(captures).getTypes());
    OperationState state(location, scf::IfOp::getOperationName());
    state.addOperands(hasAfter);
    state.addTypes(types);
    OpBuilder::InsertPoint next = builder.saveInsertionPoint();
    Frame after(&op.getAfter(), &frame, builder.createBlock(state.addRegion()));
    setAll(after, captures, captureAdjoints);
    addAll(after, values.yields, enteredAdjoints);
    reverseBody(*op.getAfterBody(), after);
    takeAll(after, values.afterArguments, yields);
    takeAll(after, captures, yields);
    scf::YieldOp::create(builder, location, yields);

    builder.createBlock(state.addRegion());
    Frame skipped(&op.getAfter(), &frame, builder.getInsertionBlock());
    yields.clear();
    takeAll(skipped, values.afterArguments, yields);
    yields.append(captureAdjoints);
    scf::YieldOp::create(builder, location, yields);

    builder.restoreInsertionPoint(next);
    Operation *branch = builder.create(state);
    yields.assign(branch->result_begin(), branch->result_begin() + handed);
    yields.append(enteredAdjoints);
    yields.append(branch->result_begin() + handed, branch->result_end());
    scf::YieldOp::create(builder, location, yields);
  }
  setAll(frame, captures, loop.getResults().drop_front(handed + entered));
  addAll(frame, values.inits, loop.getResults().slice(handed, entered));
}
