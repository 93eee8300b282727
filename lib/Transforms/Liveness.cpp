// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Liveness.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

costate::Liveness::Liveness(func::FuncOp function) : function(function) {
  collectStorage();
  markRoots();
  while (!pendingOps.empty() || !pendingValues.empty()) {
    if (!pendingOps.empty())
      visitOperation(pendingOps.pop_back_val());
    else
      visitValue(pendingValues.pop_back_val());
  }
}

//===---------------------------- private storage ------------------------===//

void costate::Liveness::collectStorage() {
  function.walk([&](Operation *op) {
    if (!isa<cxx::AllocaOp, cxx::AllocOp>(op))
      return;
    Storage storage;
    SmallVector<Operation *> readers;
    if (!collectUses(op->getResult(0), storage, readers))
      return;
    for (Operation *reader : readers)
      reads[reader].push_back(op);
    privateWriters.insert(storage.writers.begin(), storage.writers.end());
    privateWriters.insert(storage.releases.begin(), storage.releases.end());
    storages[op] = std::move(storage);
  });
}

/// False when the address goes anywhere else than into accesses of the object itself.
bool costate::Liveness::collectUses(Value address, Storage &storage,
                                    SmallVectorImpl<Operation *> &readers) {
  for (OpOperand &use : address.getUses()) {
    Operation *user = use.getOwner();
    unsigned index = use.getOperandNumber();
    if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(user)) {
      if (!collectUses(user->getResult(0), storage, readers))
        return false;
    } else if (isa<cxx::LoadOp>(user)) {
      readers.push_back(user);
    } else if (isa<cxx::StoreOp>(user) && index == 1) {
      storage.writers.push_back(user);
    } else if (isa<cxx::CopyOp, cxx::CopyNOp>(user)) {
      if (index == 0)
        storage.writers.push_back(user);
      else
        readers.push_back(user);
    } else if (isa<cxx::FillOp>(user)) {
      storage.writers.push_back(user);
    } else if (isa<cxx::DeallocOp>(user)) {
      storage.releases.push_back(user);
    } else {
      return false;
    }
  }
  return true;
}

//===------------------------------- roots -------------------------------===//

void costate::Liveness::markRoots() {
  function.walk([&](Operation *op) {
    if (op != function && isRoot(op))
      markOperation(op);
  });
}

bool costate::Liveness::isRoot(Operation *op) const {
  if (isa<func::ReturnOp>(op))
    return true;
  if (isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp, scf::YieldOp, scf::ConditionOp>(
          op))
    return false;
  return !privateWriters.contains(op) && !wouldOpBeTriviallyDead(op);
}

//===---------------------------- propagation ----------------------------===//

void costate::Liveness::markOperation(Operation *op) {
  if (liveOps.insert(op).second)
    pendingOps.push_back(op);
}

void costate::Liveness::markValue(Value value) {
  if (liveValues.insert(value).second)
    pendingValues.push_back(value);
}

void costate::Liveness::visitOperation(Operation *op) {
  // What is executed needs the decision to execute it.
  if (Operation *parent = op->getParentOp(); parent != function)
    markOperation(parent);
  visitStorage(op);
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](scf::ForOp loop) {
        markOperation(loop.getBody()->getTerminator());
        markValue(loop.getLowerBound());
        markValue(loop.getUpperBound());
        markValue(loop.getStep());
      })
      .Case([&](scf::WhileOp loop) {
        markOperation(loop.getConditionOp());
        markOperation(loop.getYieldOp());
        markValue(loop.getConditionOp().getCondition());
      })
      .Case<scf::IfOp, scf::IndexSwitchOp>([&](Operation *branch) {
        markValue(branch->getOperand(0));
        for (Region &region : branch->getRegions())
          if (!region.empty())
            markOperation(region.front().getTerminator());
      })
      // Operands of terminators are slots: live one by one.
      .Case<scf::YieldOp, scf::ConditionOp>([](Operation *) {})
      .Default([&](Operation *other) {
        for (Value operand : other->getOperands())
          markValue(operand);
        // An operation that this analysis does not know is taken as a whole.
        for (Region &region : other->getRegions())
          region.walk([&](Operation *nested) {
            markOperation(nested);
            for (Value operand : nested->getOperands())
              markValue(operand);
          });
      });
}

void costate::Liveness::visitStorage(Operation *op) {
  if (auto read = reads.find(op); read != reads.end())
    for (Operation *allocation : read->second)
      for (Operation *writer : storages[allocation].writers)
        markOperation(writer);
  if (auto storage = storages.find(op); storage != storages.end())
    for (Operation *release : storage->second.releases)
      markOperation(release);
}

void costate::Liveness::visitValue(Value value) {
  if (auto result = dyn_cast<OpResult>(value))
    visitResult(result);
  else
    visitArgument(cast<BlockArgument>(value));
}

void costate::Liveness::visitResult(OpResult result) {
  unsigned index = result.getResultNumber();
  markOperation(result.getOwner());
  llvm::TypeSwitch<Operation *>(result.getOwner())
      .Case([&](scf::ForOp loop) {
        markValue(loop.getInitArgs()[index]);
        markValue(loop.getYieldedValues()[index]);
      })
      .Case([&](scf::WhileOp loop) { markValue(loop.getConditionOp().getArgs()[index]); })
      .Case<scf::IfOp, scf::IndexSwitchOp>([&](Operation *branch) {
        for (Region &region : branch->getRegions())
          if (!region.empty())
            markValue(region.front().getTerminator()->getOperand(index));
      });
}

void costate::Liveness::visitArgument(BlockArgument argument) {
  Operation *parent = argument.getOwner()->getParentOp();
  unsigned index = argument.getArgNumber();
  if (parent == function)
    return;
  markOperation(parent);
  if (auto loop = dyn_cast<scf::ForOp>(parent)) {
    if (index == 0)
      return;
    markValue(loop.getInitArgs()[index - 1]);
    markValue(loop.getYieldedValues()[index - 1]);
    return;
  }
  auto loop = dyn_cast<scf::WhileOp>(parent);
  if (!loop)
    return;
  if (argument.getOwner() == loop.getAfterBody())
    return markValue(loop.getConditionOp().getArgs()[index]);
  markValue(loop.getInits()[index]);
  markValue(loop.getYieldOp().getOperand(index));
}
