// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Dialect/Cxx/ColdCode.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

bool cxx::isCold(Block &block) {
  return llvm::any_of(llvm::reverse(block), [](Operation &op) { return isa<RaiseOp>(op); });
}

cxx::ColdCode::ColdCode(Operation *root) {
  root->walk([&](RaiseOp raise) {
    if (!blocks.insert(raise->getBlock()).second)
      return;
    raise->getBlock()->walk([&](Operation *op) {
      for (Region &region : op->getRegions())
        for (Block &block : region)
          blocks.insert(&block);
    });
  });
}
