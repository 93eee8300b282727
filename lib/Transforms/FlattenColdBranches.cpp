// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is left of exceptions after lifting: branches that end in a throw lose their other side to
// the code behind them, and thrown objects get the storage that fits.

#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

namespace costate {
#define GEN_PASS_DEF_FLATTENCOLDBRANCHES
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

/// The only region of a branch from which control comes back; null if there is no such region, or
/// none that ends in a throw.
static Region *findReturningRegion(Operation *branch) {
  Region *returning = nullptr;
  bool hasCold = false;
  for (Region &region : branch->getRegions()) {
    if (!region.empty() && cxx::isCold(region.front())) {
      hasCold = true;
      continue;
    }
    if (returning)
      return nullptr;
    returning = &region;
  }
  return hasCold ? returning : nullptr;
}

static void flatten(Operation *branch) {
  Region *returning = findReturningRegion(branch);
  if (!returning || returning->empty())
    return;
  Block &body = returning->front();
  Operation *yield = body.getTerminator();
  if (llvm::hasSingleElement(body) && branch->getNumResults() == 0)
    return;
  SmallVector<Value> values(yield->getOperands());
  SmallVector<Operation *> moved;
  for (Operation &op : body.without_terminator())
    moved.push_back(&op);
  Operation *last = branch;
  for (Operation *op : moved) {
    op->moveAfter(last);
    last = op;
  }
  branch->replaceAllUsesWith(values);
  // The branch again, without results.
  OpBuilder builder(branch);
  OperationState state(branch->getLoc(), branch->getName(), branch->getOperands(), TypeRange(),
                       branch->getAttrs());
  state.propertiesAttr = branch->getPropertiesAsAttribute();
  for (Region &region : branch->getRegions())
    state.addRegion()->takeBody(region);
  Operation *bare = builder.create(state);
  for (Region &region : bare->getRegions())
    for (Block &block : region) {
      Operation *end = block.getTerminator();
      OpBuilder atEnd(end);
      scf::YieldOp::create(atEnd, end->getLoc());
      end->erase();
    }
  // Constants that only fed the results go with them; values of a removed side stay where used.
  branch->erase();
}

/// Whether leaving the block by an exception is the only way that the object can take.
static bool isAlwaysThrown(cxx::ExceptionOp storage) {
  for (Block *block = storage->getBlock(); block;
       block = block->getParentOp() ? block->getParentOp()->getBlock() : nullptr)
    if (cxx::isCold(*block))
      return true;
  return false;
}

static LogicalResult settleStorage(func::FuncOp function) {
  SmallVector<cxx::ExceptionOp> storages;
  function.walk([&](cxx::ExceptionOp storage) {
    if (!isAlwaysThrown(storage))
      storages.push_back(storage);
  });
  for (cxx::ExceptionOp storage : storages) {
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    storage.replaceAllUsesWith(cxx::AllocaOp::create(builder, storage.getLoc(),
                                                     storage.getAddress().getType(), "exception",
                                                     /*zeroed=*/false)
                                   .getResult());
    storage.erase();
  }
  WalkResult walk = function.walk([&](cxx::RaiseOp raise) {
    bool isInPlace = raise.getObject().getDefiningOp<cxx::ExceptionOp>() != nullptr;
    if (isInPlace || raise.getException().getBytewise())
      return WalkResult::advance();
    emitRefusal(raise.getLoc(), "unsupported-rethrow",
                "cannot throw an object of type '" + raise.getException().getSpelling().getValue() +
                    "' again out of the differentiated function: the object cannot be moved to "
                    "another address");
    return WalkResult::interrupt();
  });
  return failure(walk.wasInterrupted());
}

namespace {

class FlattenColdBranches : public costate::impl::FlattenColdBranchesBase<FlattenColdBranches> {
public:
  void runOnOperation() override {
    SmallVector<Operation *> branches;
    getOperation().walk([&](Operation *op) {
      if (isa<scf::IfOp, scf::IndexSwitchOp>(op))
        branches.push_back(op);
    });
    for (Operation *branch : branches)
      flatten(branch);
    if (failed(settleStorage(getOperation())))
      signalPassFailure();
  }
};

} // namespace
