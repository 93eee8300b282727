// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loop-invariant code motion. The bound of a C++ loop is often a member (`i < p->n`) or a difference of
// members (`i < v.size()`): such loads leave the condition when no store in the loop can reach them, by
// the rule that clang uses as well: an object is accessed as its own type or as characters.

#include "LoopInvariants.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"
#include "llvm/ADT/TypeSwitch.h"

namespace costate {
#define GEN_PASS_DEF_HOISTINVARIANTS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

/// The object or incoming pointer that an access path starts from.
static Value findBase(Value address) {
  while (Operation *op = address.getDefiningOp()) {
    if (!isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(op))
      break;
    address = op->getOperand(0);
  }
  return address;
}

static bool isOwnObject(Value base) {
  return isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(base.getDefiningOp());
}

/// Existed before the function was entered.
static bool isOlderThanFunction(Value base) {
  if (isa_and_nonnull<cxx::AddressOfOp>(base.getDefiningOp()))
    return true;
  auto argument = dyn_cast<BlockArgument>(base);
  return argument && isa<func::FuncOp>(argument.getOwner()->getParentOp());
}

static bool areDistinctObjects(Value first, Value second) {
  first = findBase(first), second = findBase(second);
  if (first == second)
    return false;
  return (isOwnObject(first) && (isOwnObject(second) || isOlderThanFunction(second))) ||
         (isOwnObject(second) && isOlderThanFunction(first));
}

/// Whether an object of type `object`, or a part of it, may be accessed as `access`.
static bool mayContain(Type object, Type access) {
  if (object == access || object.isInteger(8) || access.isInteger(8) || isa<NoneType>(object))
    return true;
  if (isa<cxx::PtrType>(object) && isa<cxx::PtrType>(access))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(object))
    return mayContain(array.getElementType(), access);
  if (auto record = dyn_cast<cxx::RecordType>(object))
    return !record.isComplete() || llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
      return mayContain(field.type, access);
    });
  return false;
}

static bool mayWriteThrough(Value target, cxx::LoadOp load) {
  Type written = cast<cxx::PtrType>(target.getType()).getPointee();
  return mayContain(written, load.getValue().getType()) && !areDistinctObjects(target, load.getAddress());
}

static bool mayWrite(Operation *op, cxx::LoadOp load) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::StoreOp store) { return mayWriteThrough(store.getAddress(), load); })
      .Case<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(
          [&](auto write) { return mayWriteThrough(write.getTarget(), load); })
      // Writes objects of character type only.
      .Case([&](cxx::InactiveCallOp) { return load.getValue().getType().isInteger(8); })
      // Whoever loads from released storage has lost already.
      .Case<cxx::LoadOp, cxx::AllocaOp, cxx::AllocOp, cxx::DeallocOp, cxx::AssertOp>(
          [](Operation *) { return false; })
      .Default([](Operation *other) {
        return other->getNumRegions() == 0 && !isMemoryEffectFree(other);
      });
}

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
    WalkResult walk = loop->walk([&](Operation *nested) {
      return mayWrite(nested, load) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (walk.wasInterrupted())
      continue;
    load->moveBefore(loop);
    changed = true;
  }
  return changed;
}

/// Whether a fixed part of an object is addressed, which exists as a whole: a local, or what a reference
/// parameter refers to.
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
    WalkResult walk = loop->walk([&](Operation *nested) {
      return mayWrite(nested, load) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (walk.wasInterrupted())
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
