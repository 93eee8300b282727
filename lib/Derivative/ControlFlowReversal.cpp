// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reversal of counted loops and branches; while loops: WhileReversal.cpp. Adjoints of values from
// outside travel through the reversed operation as iteration arguments or results, never through
// memory.

#include "AdjointGenerator.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace costate;

SmallVector<Value> AdjointGenerator::getCaptures(Operation *op) const {
  llvm::SetVector<Value> captures;
  op->walk([&](Operation *inner) {
    if (inner == op || activity.getColdCode().contains(inner))
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

void costate::nameAdjoints(ValueRange values, ArrayRef<Value> primals) {
  for (auto [value, primal] : llvm::zip(values, primals))
    value.setLoc(withSuffix(primal.getLoc(), "_bar"));
}

/// Counted loops of a normalized function run from 0 to their trip count.
static bool isNormalized(scf::ForOp loop) {
  APInt lower, step;
  return matchPattern(loop.getLowerBound(), m_ConstantInt(&lower)) && lower.isZero() &&
         matchPattern(loop.getStep(), m_ConstantInt(&step)) && step.isOne();
}

void AdjointGenerator::reverseFor(scf::ForOp op, Frame &frame) {
  Location location = op.getLoc();
  if (!isNormalized(op))
    return fail(op, "internal", "a loop is not in normal form");
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

// The regions are reversed before the reversed branch is made, since only then it is known which
// captured adjoints it changes; those alone become its results.
void AdjointGenerator::reverseBranch(Operation *op, Frame &frame) {
  Location location = op->getLoc();
  SmallVector<Value> captures = getCaptures(op);
  SmallVector<Value> resultAdjoints, resultGuards;
  for (Value result : op->getResults()) {
    resultGuards.push_back(frame.guards.lookup(result));
    resultAdjoints.push_back(takeAdjoint(frame, result));
  }

  bool hasNothing = llvm::none_of(resultAdjoints, [](Value adjoint) { return adjoint != nullptr; });
  for (Region &region : op->getRegions())
    hasNothing &= region.empty() || hasNothingToReverse(region.front());
  if (hasNothing)
    return;

  OperationState state(location, op->getName());
  state.addAttributes(op->getAttrs());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  for (Value operand : op->getOperands())
    state.addOperands(recall.primal(frame, operand));
  // Per region, the adjoint of each capture at its end (null is zero), and its guard.
  SmallVector<SmallVector<Value>> ends, guards;
  SmallVector<Block *> blocks;
  OpBuilder::InsertPoint next = builder.saveInsertionPoint();
  for (Region &source : op->getRegions()) {
    Region *target = state.addRegion();
    Block *block = builder.createBlock(target);
    blocks.push_back(block);
    Frame region(&source, &frame, block);
    for (Value capture : captures)
      if (Value adjoint = frame.adjoints.lookup(capture)) {
        region.adjoints[capture] = adjoint;
        if (Value guard = frame.guards.lookup(capture))
          region.guards[capture] = guard;
      }
    if (!source.empty()) {
      Operation *terminator = source.front().getTerminator();
      for (auto [yielded, adjoint, guard] :
           llvm::zip_equal(terminator->getOperands(), resultAdjoints, resultGuards))
        if (adjoint)
          addAdjoint(region, yielded, adjoint, guard);
      reverseBody(source.front(), region);
    }
    ends.emplace_back();
    guards.emplace_back();
    for (Value capture : captures) {
      ends.back().push_back(region.adjoints.lookup(capture));
      guards.back().push_back(region.guards.lookup(capture));
    }
  }
  SmallVector<unsigned> changed;
  for (auto [index, capture] : llvm::enumerate(captures))
    if (llvm::any_of(ends, [&](ArrayRef<Value> end) {
          return end[index] != frame.adjoints.lookup(capture);
        }))
      changed.push_back(index);
  // A region that leaves a zero makes the result a structural zero there: a guard is a result as
  // well.
  SmallVector<unsigned> guarded;
  for (unsigned index : changed)
    if (llvm::any_of(llvm::zip_equal(ends, guards), [&](const auto &region) {
          return !std::get<0>(region)[index] || std::get<1>(region)[index];
        }))
      guarded.push_back(index);
  for (auto [block, end, guard] : llvm::zip_equal(blocks, ends, guards)) {
    builder.setInsertionPointToEnd(block);
    SmallVector<Value> yields;
    for (unsigned index : changed)
      yields.push_back(
          end[index] ? end[index]
                     : arith::ConstantOp::create(
                           builder, location, builder.getFloatAttr(captures[index].getType(), 0.0))
                           .getResult());
    for (unsigned index : guarded)
      yields.push_back(
          guard[index] ? guard[index]
                       : arith::ConstantOp::create(
                             builder, location, builder.getBoolAttr(static_cast<bool>(end[index])))
                             .getResult());
    scf::YieldOp::create(builder, location, yields);
  }
  for (unsigned index : changed)
    state.addTypes(captures[index].getType());
  for (unsigned i = 0; i < guarded.size(); ++i)
    state.addTypes(builder.getI1Type());
  // An else region without content and results stays empty.
  if (isa<scf::IfOp>(op) && changed.empty() && llvm::hasSingleElement(*blocks.back()))
    state.regions.back()->getBlocks().clear();
  builder.restoreInsertionPoint(next);
  Operation *branch = builder.create(state);
  auto results = branch->getResults();
  for (auto [result, index] : llvm::zip(results, changed)) {
    frame.adjoints[captures[index]] = result;
    frame.guards.erase(captures[index]);
  }
  for (auto [result, index] : llvm::zip_equal(results.drop_front(changed.size()), guarded))
    frame.guards[captures[index]] = result;
}
