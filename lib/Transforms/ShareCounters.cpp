// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops that stay `scf.while` still advance counters and pointers by fixed steps. Where there are
// several, or pointers, one counter of iterations takes their place: the engine then stores one
// integer per iteration at most, and sees every pointer as an offset from where it started.

#include "LoopRecurrence.h"

#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {
#define GEN_PASS_DEF_SHARECOUNTERS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

class CounterSharing {
public:
  explicit CounterSharing(scf::WhileOp loop) : loop(loop), recurrences(loop) {}

  void run() {
    if (!collectLinear())
      return;
    addCounter();
    for (unsigned index : linear)
      rebuildArgument(index);
  }

private:
  bool collectLinear() {
    bool hasPointer = false;
    for (auto [index, argument] : llvm::enumerate(loop.getBeforeArguments())) {
      const std::optional<LinearSequence> &sequence = recurrences.getArgument(index);
      if (!sequence || sequence->isInvariant())
        continue;
      linear.push_back(index);
      hasPointer |= isa<cxx::PtrType>(argument.getType());
    }
    return hasPointer || linear.size() > 1;
  }

  /// A further argument that counts from 0, handed to the after region and out of the loop.
  void addCounter() {
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    Type type = builder.getI64Type();
    Value zero = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
    Value one = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(1));
    SmallVector<Type> types(loop.getResultTypes());
    types.push_back(type);
    SmallVector<Value> inits(loop.getInits());
    inits.push_back(zero);
    auto counted = scf::WhileOp::create(builder, loc, types, inits);
    counted->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
    counted.getBefore().takeBody(loop.getBefore());
    counted.getAfter().takeBody(loop.getAfter());
    counter = counted.getBeforeBody()->addArgument(type, loc);
    Value inAfter = counted.getAfterBody()->addArgument(type, loc);
    counted.getConditionOp().getArgsMutable().append(counter);
    builder.setInsertionPoint(counted.getYieldOp());
    Value next =
        arith::AddIOp::create(builder, loc, inAfter, one, arith::IntegerOverflowFlags::nsw);
    Operation *yield = counted.getYieldOp();
    yield->insertOperands(yield->getNumOperands(), next);
    loop.replaceAllUsesWith(counted.getResults().drop_back());
    loop.erase();
    loop = counted;
  }

  void rebuildArgument(unsigned index) {
    const LinearSequence &sequence = *recurrences.getArgument(index);
    BlockArgument argument = loop.getBeforeArguments()[index];
    Location loc = argument.getLoc();
    for (auto [position, operand] : llvm::enumerate(loop.getConditionOp().getArgs().drop_back())) {
      if (operand != argument)
        continue;
      OpBuilder builder = OpBuilder::atBlockBegin(loop.getAfterBody());
      replace(loop.getAfterArguments()[position],
              sequence.at(loop.getAfterArguments().back(), loc, builder));
      builder.setInsertionPointAfter(loop);
      replace(loop.getResult(position), sequence.at(loop.getResults().back(), loc, builder));
    }
    OpBuilder builder = OpBuilder::atBlockBegin(loop.getBeforeBody());
    replace(argument, sequence.at(counter, loc, builder));
  }

  static void replace(Value old, Value rebuilt) { old.replaceAllUsesWith(rebuilt); }

  scf::WhileOp loop;
  LoopRecurrences recurrences;
  SmallVector<unsigned> linear;
  Value counter;
};

class ShareCounters : public costate::impl::ShareCountersBase<ShareCounters> {
public:
  void runOnOperation() override {
    SmallVector<scf::WhileOp> loops;
    getOperation().walk([&](scf::WhileOp loop) { loops.push_back(loop); });
    for (scf::WhileOp loop : loops)
      CounterSharing(loop).run();
  }
};

} // namespace
