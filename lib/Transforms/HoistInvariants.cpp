// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loop-invariant code motion. The bound of a C++ loop is often a member (`i < p->n`) or a
// difference of members (`i < v.size()`): such loads leave the condition when no store in the loop
// can reach them.

#include "LoadInterference.h"
#include "LoopInvariants.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

namespace costate {
#define GEN_PASS_DEF_HOISTINVARIANTS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

/// Loads at the start of the before region: executed whenever the loop is reached.
static bool hoistConditionLoads(scf::WhileOp loop) {
  bool changed = false;
  for (Operation &op : llvm::make_early_inc_range(loop.getBeforeBody()->without_terminator())) {
    auto load = dyn_cast<cxx::LoadOp>(op);
    if (!load) {
      // Behind a nested loop, a call or an assertion the load might not be reached.
      if (op.getNumRegions() != 0 || !isMemoryEffectFree(&op))
        return changed;
      continue;
    }
    auto loopLike = cast<LoopLikeOpInterface>(loop.getOperation());
    if (!loopLike.isDefinedOutsideOfLoop(load.getAddress()))
      continue;
    if (mayWriteInside(loop, load))
      continue;
    load->moveBefore(loop);
    changed = true;
  }
  return changed;
}

/// Whether a fixed part of an object is addressed, which exists as a whole: a local, or what a
/// reference parameter refers to.
static bool isAlwaysValid(Value address) {
  while (auto field = address.getDefiningOp<cxx::FieldOp>())
    address = field.getRecord();
  if (isa_and_nonnull<cxx::AllocaOp>(address.getDefiningOp()))
    return true;
  auto argument = dyn_cast<BlockArgument>(address);
  if (!argument)
    return false;
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function && function.getArgAttr(argument.getArgNumber(), cxx::attr::passing);
}

/// Loads anywhere in the loop from places that exist whether or not the loop runs.
static bool hoistValidLoads(LoopLikeOpInterface loop) {
  SmallVector<cxx::LoadOp> loads;
  loop->walk([&](cxx::LoadOp load) {
    if (loop.isDefinedOutsideOfLoop(load.getAddress()) && isAlwaysValid(load.getAddress()))
      loads.push_back(load);
  });
  bool changed = false;
  for (cxx::LoadOp load : loads) {
    if (mayWriteInside(loop, load))
      continue;
    load->moveBefore(loop);
    changed = true;
  }
  return changed;
}

void costate::hoistInvariants(LoopLikeOpInterface loop) {
  bool changed = true;
  while (changed) {
    changed = moveLoopInvariantCode(loop) != 0;
    changed |= hoistValidLoads(loop);
    if (auto whileOp = dyn_cast<scf::WhileOp>(loop.getOperation()))
      changed |= hoistConditionLoads(whileOp);
  }
}

namespace {

class HoistInvariants : public costate::impl::HoistInvariantsBase<HoistInvariants> {
public:
  void runOnOperation() override {
    // Inner loops first, so that an operation may leave several.
    getOperation().walk([](LoopLikeOpInterface loop) { hoistInvariants(loop); });
  }
};

} // namespace
