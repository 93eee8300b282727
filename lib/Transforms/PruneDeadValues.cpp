// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Removes what Liveness.h finds dead: operations, and the dead slots of structured operations,
// which are rebuilt without them.

#include "Liveness.h"

#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"

namespace costate {
#define GEN_PASS_DEF_PRUNEDEADVALUES
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

class Pruner {
public:
  explicit Pruner(func::FuncOp function) : function(function), liveness(function) {}

  void run() {
    // Inner operations first; the outer ones move the rebuilt inner ones along.
    SmallVector<Operation *> structured;
    function.walk([&](Operation *op) {
      if (isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp>(op) && liveness.isLive(op))
        structured.push_back(op);
    });
    for (Operation *op : structured)
      detachDeadSlots(op);
    eraseDeadOperations();
    for (Operation *op : structured)
      llvm::TypeSwitch<Operation *>(op)
          .Case([&](scf::ForOp loop) { pruneFor(loop); })
          .Case([&](scf::WhileOp loop) { pruneWhile(loop); })
          .Default([&](Operation *branch) { pruneBranch(branch); });
  }

private:
  /// Afterwards dead values are used by dead operations only. The emptied operands go when the
  /// operation is rebuilt.
  void detachDeadSlots(Operation *op) {
    auto drop = [](Operation *owner, unsigned offset, ArrayRef<bool> keep) {
      for (auto [index, isKept] : llvm::enumerate(keep))
        if (!isKept)
          owner->getOpOperand(offset + index).drop();
    };
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      SmallVector<bool> keep = findLiveSlots(loop);
      drop(loop, loop.getNumControlOperands(), keep);
      drop(loop.getBody()->getTerminator(), 0, keep);
      return;
    }
    if (auto loop = dyn_cast<scf::WhileOp>(op)) {
      SmallVector<bool> keepBefore = findLiveArguments(loop);
      drop(loop, 0, keepBefore);
      drop(loop.getYieldOp(), 0, keepBefore);
      drop(loop.getConditionOp(), 1, findLiveOperands(loop));
      return;
    }
    for (Region &region : op->getRegions())
      if (!region.empty())
        drop(region.front().getTerminator(), 0, findLiveResults(op));
  }

  void eraseDeadOperations() {
    SmallVector<Operation *> dead;
    function.walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (op == function || liveness.isLive(op))
        return WalkResult::advance();
      dead.push_back(op);
      return WalkResult::skip();
    });
    for (Operation *op : dead)
      op->dropAllUses();
    for (Operation *op : dead)
      op->erase();
  }

  SmallVector<bool> findLiveSlots(scf::ForOp loop) const {
    SmallVector<bool> live;
    for (auto [result, argument] : llvm::zip_equal(loop.getResults(), loop.getRegionIterArgs()))
      live.push_back(liveness.isLive(result) || liveness.isLive(argument));
    return live;
  }

  SmallVector<bool> findLiveArguments(scf::WhileOp loop) const {
    return llvm::map_to_vector(loop.getBeforeArguments(),
                               [&](Value argument) { return liveness.isLive(argument); });
  }

  SmallVector<bool> findLiveOperands(scf::WhileOp loop) const {
    SmallVector<bool> live;
    for (auto [result, argument] : llvm::zip_equal(loop.getResults(), loop.getAfterArguments()))
      live.push_back(liveness.isLive(result) || liveness.isLive(argument));
    return live;
  }

  SmallVector<bool> findLiveResults(Operation *op) const {
    return llvm::map_to_vector(op->getResults(),
                               [&](Value result) { return liveness.isLive(result); });
  }

  static bool areAllKept(ArrayRef<bool> keep) { return !llvm::is_contained(keep, false); }

  static SmallVector<Type> getKeptTypes(Operation *op, ArrayRef<bool> keep) {
    SmallVector<Type> types;
    for (auto [type, isKept] : llvm::zip_equal(op->getResultTypes(), keep))
      if (isKept)
        types.push_back(type);
    return types;
  }

  template <typename Range> static SmallVector<Value> filter(Range &&values, ArrayRef<bool> keep) {
    SmallVector<Value> kept;
    for (auto [value, isKept] : llvm::zip_equal(values, keep))
      if (isKept)
        kept.push_back(value);
    return kept;
  }

  static void eraseArguments(Block *block, unsigned offset, ArrayRef<bool> keep) {
    BitVector erased(block->getNumArguments());
    for (auto [index, isKept] : llvm::enumerate(keep))
      if (!isKept)
        erased.set(offset + index);
    block->eraseArguments(erased);
  }

  static void keepOperands(Operation *terminator, unsigned offset, ArrayRef<bool> keep) {
    BitVector erased(terminator->getNumOperands());
    for (auto [index, isKept] : llvm::enumerate(keep))
      if (!isKept)
        erased.set(offset + index);
    terminator->eraseOperands(erased);
  }

  static void replaceKept(Operation *op, ArrayRef<bool> keep, ValueRange replacement) {
    unsigned next = 0;
    for (auto [result, isKept] : llvm::zip_equal(op->getResults(), keep))
      if (isKept)
        result.replaceAllUsesWith(replacement[next++]);
    op->erase();
  }

  static void copyAttributes(Operation *from, Operation *to) {
    to->setDiscardableAttrs(from->getDiscardableAttrDictionary());
  }

  void pruneFor(scf::ForOp loop) {
    SmallVector<bool> keep = findLiveSlots(loop);
    if (areAllKept(keep))
      return;
    OpBuilder builder(loop);
    auto pruned =
        scf::ForOp::create(builder, loop.getLoc(), loop.getLowerBound(), loop.getUpperBound(),
                           loop.getStep(), filter(loop.getInitArgs(), keep));
    copyAttributes(loop, pruned);
    keepOperands(loop.getBody()->getTerminator(), 0, keep);
    eraseArguments(loop.getBody(), 1, keep);
    pruned.getRegion().takeBody(loop.getRegion());
    replaceKept(loop, keep, pruned.getResults());
  }

  void pruneWhile(scf::WhileOp loop) {
    SmallVector<bool> keepBefore = findLiveArguments(loop), keepAfter = findLiveOperands(loop);
    if (areAllKept(keepBefore) && areAllKept(keepAfter))
      return;
    OpBuilder builder(loop);
    auto pruned = scf::WhileOp::create(builder, loop.getLoc(), getKeptTypes(loop, keepAfter),
                                       filter(loop.getInits(), keepBefore));
    copyAttributes(loop, pruned);
    keepOperands(loop.getConditionOp(), 1, keepAfter);
    keepOperands(loop.getYieldOp(), 0, keepBefore);
    eraseArguments(loop.getBeforeBody(), 0, keepBefore);
    eraseArguments(loop.getAfterBody(), 0, keepAfter);
    pruned.getBefore().takeBody(loop.getBefore());
    pruned.getAfter().takeBody(loop.getAfter());
    replaceKept(loop, keepAfter, pruned.getResults());
  }

  /// scf.if and scf.index_switch: results are all they have.
  void pruneBranch(Operation *branch) {
    SmallVector<bool> keep = findLiveResults(branch);
    if (areAllKept(keep))
      return;
    OperationState state(branch->getLoc(), branch->getName(), branch->getOperands(),
                         getKeptTypes(branch, keep),
                         llvm::to_vector(branch->getDiscardableAttrs()));
    state.propertiesAttr = branch->getPropertiesAsAttribute();
    for (Region &region : branch->getRegions()) {
      Region *target = state.addRegion();
      if (region.empty())
        continue;
      keepOperands(region.front().getTerminator(), 0, keep);
      target->takeBody(region);
    }
    OpBuilder builder(branch);
    replaceKept(branch, keep, builder.create(state)->getResults());
  }

  func::FuncOp function;
  costate::Liveness liveness;
};

class PruneDeadValues : public costate::impl::PruneDeadValuesBase<PruneDeadValues> {
public:
  void runOnOperation() override {
    if (!getOperation().isExternal())
      Pruner(getOperation()).run();
  }
};

} // namespace
