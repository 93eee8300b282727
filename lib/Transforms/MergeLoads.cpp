// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loads of one place, with no write in between, become one: `if (x[i] > 0) s += x[i]`. Upstream's
// common subexpression elimination sees loads of one block only. Stored values are not forwarded to
// loads: what can be loaded again need not be taped.

#include "LoadInterference.h"

#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/MapVector.h"

namespace costate {
#define GEN_PASS_DEF_MERGELOADS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

/// Loads whose value still holds, by address.
using AvailableLoads = llvm::MapVector<Value, cxx::LoadOp>;

void forget(AvailableLoads &available, Operation *writer) {
  available.remove_if([&](const auto &entry) { return mayWriteInside(writer, entry.second); });
}

void mergeInBlock(Block &block, AvailableLoads available) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    if (auto load = dyn_cast<cxx::LoadOp>(op)) {
      auto [found, isNew] = available.insert({load.getAddress(), load});
      if (isNew)
        continue;
      load.replaceAllUsesWith(found->second.getValue());
      load.erase();
      continue;
    }
    bool isLoop = isa<scf::ForOp, scf::WhileOp>(op);
    if (isLoop)
      forget(available, &op);
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        mergeInBlock(nested, available);
    if (!isLoop)
      forget(available, &op);
  }
}

class MergeLoads : public costate::impl::MergeLoadsBase<MergeLoads> {
public:
  void runOnOperation() override {
    if (getOperation().getBody().hasOneBlock())
      mergeInBlock(getOperation().getBody().front(), {});
  }
};

} // namespace
