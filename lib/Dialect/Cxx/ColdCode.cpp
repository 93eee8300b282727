// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Dialect/Cxx/ColdCode.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

bool cxx::isExit(Operation *op) {
  auto call = dyn_cast<InactiveCallOp>(op);
  return isa<RaiseOp>(op) || (call && call.getNoreturn());
}

bool cxx::isCold(Block &block) {
  return llvm::any_of(llvm::reverse(block), [](Operation &op) { return isExit(&op); });
}

cxx::ColdCode::ColdCode(Operation *root) {
  root->walk([&](Operation *exit) {
    if (!isExit(exit) || !blocks.insert(exit->getBlock()).second)
      return;
    exit->getBlock()->walk([&](Operation *op) {
      for (Region &region : op->getRegions())
        for (Block &block : region)
          blocks.insert(&block);
    });
  });
}
