// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reversal of counted loops, while loops and branches. Adjoints of values from outside travel through
// the reversed operation as iteration arguments or results, never through memory.

#include "AdjointGenerator.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace costate;

SmallVector<Value> AdjointGenerator::getCaptures(Operation *op) const {
  llvm::SetVector<Value> captures;
  op->walk([&](Operation *inner) {
    if (inner == op)
      return;
    for (Value operand : inner->getOperands()) {
      bool isOutside = !op->isAncestor(operand.getParentRegion()->getParentOp());
      if (isOutside && activity.isActive(operand))
        captures.insert(operand);
    }
  });
  return captures.takeVector();
}

SmallVector<Value> AdjointGenerator::getActive(ValueRange values) const {
  SmallVector<Value> active;
  for (Value value : values)
    if (activity.isActive(value))
      active.push_back(value);
  return active;
}

/// Names the values of a reversed operation after the primal values whose adjoints they are.
static void nameAdjoints(ValueRange values, ArrayRef<Value> primals) {
  for (auto [value, primal] : llvm::zip(values, primals))
    value.setLoc(withSuffix(primal.getLoc(), "_bar"));
}

void AdjointGenerator::reverseFor(scf::ForOp op, Frame &frame) {
  Location location = op.getLoc();
  SmallVector<Value> captures = getCaptures(op);
  // Carried values whose adjoints are carried backwards: active as argument or as result.
  SmallVector<unsigned> carried;
  for (unsigned i = 0; i < op.getNumResults(); ++i)
    if (activity.isActive(op.getResult(i)) || activity.isActive(op.getRegionIterArg(i)))
      carried.push_back(i);

  SmallVector<Value> inits, names;
  for (unsigned i : carried) {
    inits.push_back(takeAdjointOrZero(frame, op.getResult(i)));
    names.push_back(op.getRegionIterArg(i));
  }
  for (Value capture : captures) {
    inits.push_back(takeAdjointOrZero(frame, capture));
    names.push_back(capture);
  }
  Value trips = recall.primal(frame, op.getUpperBound());
  Value zero = emitIndex(builder, location, 0), one = emitIndex(builder, location, 1);
  auto loop = scf::ForOp::create(builder, location, zero, trips, one, inits,
                                 [](OpBuilder &, Location, Value, ValueRange) {});
  nameAdjoints(loop.getRegionIterArgs(), names);
  Frame body(&op.getRegion(), &frame, loop.getBody());
  body.iteration = body.inPrologue([&](OpBuilder &b) -> Value {
    Value last = subtractIndices(b, location, trips, emitIndex(b, location, 1));
    return subtractIndices(b, location, last, loop.getInductionVar());
  });
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(loop.getBody());
    for (auto [index, capture] : llvm::enumerate(captures))
      body.adjoints[capture] = loop.getRegionIterArg(carried.size() + index);
    for (auto [index, i] : llvm::enumerate(carried))
      addAdjoint(body, op.getYieldedValues()[i], loop.getRegionIterArg(index));
    reverseBody(*op.getBody(), body);
    SmallVector<Value> yields;
    for (unsigned i : carried)
      yields.push_back(takeAdjointOrZero(body, op.getRegionIterArg(i)));
    for (Value capture : captures)
      yields.push_back(takeAdjointOrZero(body, capture));
    scf::YieldOp::create(builder, location, yields);
  }
  for (auto [index, capture] : llvm::enumerate(captures))
    frame.adjoints[capture] = loop.getResult(carried.size() + index);
  for (auto [index, i] : llvm::enumerate(carried))
    addAdjoint(frame, op.getInitArgs()[i], loop.getResult(index));
}

// A while loop whose after region ran N times ran its before region N + 1 times:
//   before(0) after(0) before(1) ... after(N-1) before(N)
// It is reversed by N + 1 iterations, each of which reverses one execution of `before` and, except for
// the last, the execution of `after` that preceded it. Carried: the adjoints of the values that
// `before` hands on, those of its arguments, and those of captured values.
void AdjointGenerator::reverseWhile(scf::WhileOp op, Frame &frame) {
  Location location = op.getLoc();
  SmallVector<Value> captures = getCaptures(op);
  SmallVector<unsigned> handed, entered;
  for (unsigned i = 0; i < op.getNumResults(); ++i)
    if (activity.isActive(op.getResult(i)) || activity.isActive(op.getAfterArguments()[i]))
      handed.push_back(i);
  for (unsigned i = 0; i < op.getInits().size(); ++i)
    if (activity.isActive(op.getBeforeArguments()[i]))
      entered.push_back(i);

  SmallVector<Value> inits, names;
  for (unsigned i : handed) {
    inits.push_back(takeAdjointOrZero(frame, op.getResult(i)));
    names.push_back(op.getAfterArguments()[i]);
  }
  for (unsigned i : entered) {
    Value argument = op.getBeforeArguments()[i];
    inits.push_back(arith::ConstantOp::create(builder, location,
                                              builder.getFloatAttr(argument.getType(), 0.0)));
    names.push_back(argument);
  }
  for (Value capture : captures) {
    inits.push_back(takeAdjointOrZero(frame, capture));
    names.push_back(capture);
  }
  Value zero = emitIndex(builder, location, 0), one = emitIndex(builder, location, 1);
  Value repeats = recall.tripCount(frame, op);
  Value executions = addIndices(builder, location, repeats, one);
  auto loop = scf::ForOp::create(builder, location, zero, executions, one, inits,
                                 [](OpBuilder &, Location, Value, ValueRange) {});
  nameAdjoints(loop.getRegionIterArgs(), names);
  ValueRange arguments = loop.getRegionIterArgs();
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(loop.getBody());
    Frame before(&op.getBefore(), &frame, loop.getBody());
    for (auto [index, capture] : llvm::enumerate(captures))
      before.adjoints[capture] = arguments[handed.size() + entered.size() + index];
    for (auto [index, i] : llvm::enumerate(handed))
      addAdjoint(before, op.getConditionOp().getArgs()[i], arguments[index]);
    reverseBody(*op.getBeforeBody(), before);
    SmallVector<Value> enteredAdjoints, captureAdjoints;
    for (unsigned i : entered)
      enteredAdjoints.push_back(takeAdjointOrZero(before, op.getBeforeArguments()[i]));
    for (Value capture : captures)
      captureAdjoints.push_back(takeAdjointOrZero(before, capture));

    // if (an execution of `after` came before this one) reverse it.
    Value hasAfter = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::ult,
                                           loop.getInductionVar(), repeats);
    SmallVector<Type> types;
    for (unsigned i : handed)
      types.push_back(op.getAfterArguments()[i].getType());
    for (Value capture : captures)
      types.push_back(capture.getType());
    auto branch = scf::IfOp::create(builder, location, types, hasAfter, /*addThenBlock=*/true,
                                    /*addElseBlock=*/true);
    OpBuilder::InsertPoint next = builder.saveInsertionPoint();
    // An if without results comes with terminators of its own.
    auto enter = [&](Block *block) {
      if (block->mightHaveTerminator())
        block->getTerminator()->erase();
      builder.setInsertionPointToEnd(block);
    };
    enter(branch.thenBlock());
    Frame after(&op.getAfter(), &frame, branch.thenBlock());
    for (auto [capture, adjoint] : llvm::zip_equal(captures, captureAdjoints))
      after.adjoints[capture] = adjoint;
    for (auto [i, adjoint] : llvm::zip_equal(entered, enteredAdjoints))
      addAdjoint(after, op.getYieldedValues()[i], adjoint);
    reverseBody(*op.getAfterBody(), after);
    SmallVector<Value> yields;
    for (unsigned i : handed)
      yields.push_back(takeAdjointOrZero(after, op.getAfterArguments()[i]));
    for (Value capture : captures)
      yields.push_back(takeAdjointOrZero(after, capture));
    scf::YieldOp::create(builder, location, yields);
    enter(branch.elseBlock());
    yields.clear();
    for (unsigned i : handed)
      yields.push_back(arith::ConstantOp::create(
          builder, location, builder.getFloatAttr(op.getAfterArguments()[i].getType(), 0.0)));
    yields.append(captureAdjoints);
    scf::YieldOp::create(builder, location, yields);

    builder.restoreInsertionPoint(next);
    yields.assign(branch.getResults().begin(), branch.getResults().begin() + handed.size());
    yields.append(enteredAdjoints);
    yields.append(branch.getResults().begin() + handed.size(), branch.getResults().end());
    scf::YieldOp::create(builder, location, yields);
  }
  ValueRange results = loop.getResults();
  for (auto [index, capture] : llvm::enumerate(captures))
    frame.adjoints[capture] = results[handed.size() + entered.size() + index];
  for (auto [index, i] : llvm::enumerate(entered))
    addAdjoint(frame, op.getInits()[i], results[handed.size() + index]);
}

void AdjointGenerator::reverseBranch(Operation *op, Frame &frame) {
  Location location = op->getLoc();
  SmallVector<Value> captures = getCaptures(op);
  // Adjoints of the results and captured values as they are before the branch is reversed.
  SmallVector<Value> resultAdjoints, captureAdjoints;
  for (Value result : op->getResults())
    resultAdjoints.push_back(takeAdjoint(frame, result));
  for (Value capture : captures)
    captureAdjoints.push_back(takeAdjointOrZero(frame, capture));

  OperationState state(location, op->getName());
  state.addAttributes(op->getAttrs());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  for (Value operand : op->getOperands())
    state.addOperands(recall.primal(frame, operand));
  for (Value capture : captures)
    state.addTypes(capture.getType());
  for (unsigned i = 0; i < op->getNumRegions(); ++i)
    state.addRegion();
  Operation *branch = builder.create(state);
  {
    OpBuilder::InsertionGuard guard(builder);
    for (auto [source, target] : llvm::zip_equal(op->getRegions(), branch->getRegions())) {
      if (source.empty() && captures.empty())
        continue;
      Block *block = builder.createBlock(&target);
      SmallVector<Value> yields(captureAdjoints);
      if (!source.empty()) {
        Frame region(&source, &frame, block);
        for (auto [capture, adjoint] : llvm::zip_equal(captures, captureAdjoints))
          region.adjoints[capture] = adjoint;
        Operation *terminator = source.front().getTerminator();
        for (auto [yielded, adjoint] :
             llvm::zip_equal(terminator->getOperands(), resultAdjoints))
          if (adjoint)
            addAdjoint(region, yielded, adjoint);
        reverseBody(source.front(), region);
        yields.clear();
        for (Value capture : captures)
          yields.push_back(takeAdjointOrZero(region, capture));
      }
      scf::YieldOp::create(builder, location, yields);
    }
  }
  for (auto [capture, result] : llvm::zip_equal(captures, branch->getResults()))
    frame.adjoints[capture] = result;
}
