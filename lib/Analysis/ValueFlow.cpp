// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/ValueFlow.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

using Edge = llvm::function_ref<void(Value, Value)>;

static void connect(ValueRange from, ValueRange to, Edge edge) {
  for (auto [source, target] : llvm::zip_equal(from, to))
    edge(source, target);
}

void costate::forEachRegionFlow(Operation *op, Edge edge) {
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](scf::ForOp loop) {
        connect(loop.getInitArgs(), loop.getRegionIterArgs(), edge);
        connect(loop.getYieldedValues(), loop.getRegionIterArgs(), edge);
        connect(loop.getYieldedValues(), loop.getResults(), edge);
        connect(loop.getInitArgs(), loop.getResults(), edge);
      })
      .Case([&](scf::WhileOp loop) {
        connect(loop.getInits(), loop.getBeforeArguments(), edge);
        connect(loop.getYieldedValues(), loop.getBeforeArguments(), edge);
        connect(loop.getConditionOp().getArgs(), loop.getAfterArguments(), edge);
        connect(loop.getConditionOp().getArgs(), loop.getResults(), edge);
      })
      .Case<scf::IfOp, scf::IndexSwitchOp>([&](Operation *branch) {
        for (Region &region : branch->getRegions())
          if (!region.empty())
            connect(region.front().getTerminator()->getOperands(), branch->getResults(), edge);
      });
}
