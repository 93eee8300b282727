// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Throws in the forward sweep. Code that ends in a throw is copied as it is. What the sweep keeps
// for the reverse sweep, which will not run, is released before the throw: tapes by TapeLayout,
// adjoint memory and delayed releases here.

#include "ForwardSweep.h"
#include "TapeBalance.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace mlir;
using namespace costate;

static bool isInRoot(Operation *op) { return isa<func::FuncOp>(op->getParentOp()); }

/// Adjoint memory that is allocated in loops and branches is found again through a registry, if the
/// function may throw.
void ForwardSweep::createRegistries(Block &primal) {
  if (mode != Mode::Primal)
    return;
  WalkResult exits = primal.walk([](Operation *op) {
    return cxx::isExit(op) ? WalkResult::interrupt() : WalkResult::advance();
  });
  if (!exits.wasInterrupted())
    return;
  primal.walk([&](cxx::AllocOp alloc) {
    Type type = alloc.getAddress().getType();
    if (isInRoot(alloc) || activity.getColdCode().contains(alloc) ||
        !needsCompanion(alloc.getAddress()) || registries.contains(type))
      return;
    Location location = alloc.getLoc();
    Registry registry;
    auto tape = ad::TapeCreateOp::create(builder, location,
                                         ad::TapeType::get(builder.getContext(), type), "shadows");
    tape->setAttr(registryAttribute, builder.getUnitAttr());
    registry.tape = tape;
    registry.count = cxx::AllocaOp::create(builder, location,
                                           cxx::PtrType::get(builder.getI64Type()), "shadow_count",
                                           /*zeroed=*/false);
    cxx::StoreOp::create(builder, location, emitIndex(builder, location, 0), registry.count);
    registries[type] = registry;
  });
}

void ForwardSweep::registerShadow(Value shadow) {
  Location location = shadow.getLoc();
  if (isa<func::FuncOp>(builder.getInsertionBlock()->getParentOp())) {
    rootShadows.push_back(shadow);
    return;
  }
  auto found = registries.find(shadow.getType());
  if (found == registries.end() || inCold)
    return;
  const Registry &registry = found->second;
  ad::TapePushOp::create(builder, location, registry.tape, shadow);
  Value count = cxx::LoadOp::create(builder, location, builder.getI64Type(), registry.count);
  Value next = addIndices(builder, location, count, emitIndex(builder, location, 1));
  cxx::StoreOp::create(builder, location, next, registry.count);
}

void ForwardSweep::releaseBefore(Operation *exit) {
  OpBuilder before(exit);
  Location location = exit->getLoc();
  for (Operation *op : deferredReleases) {
    auto release = cast<cxx::DeallocOp>(op);
    cxx::DeallocOp::create(before, op->getLoc(), release.getKind(), getCopy(release.getAddress()));
  }
  for (Value shadow : rootShadows)
    releaseShadowStorage(before, location, shadow);
  for (auto &[type, registry] : registries) {
    Value count = cxx::LoadOp::create(before, location, before.getI64Type(), registry.count);
    Value tape = registry.tape;
    emitCountedLoop(before, location, count, [&, type = type](OpBuilder &inner, Value) {
      Value shadow = ad::TapePopOp::create(inner, location, type, tape);
      releaseShadowStorage(inner, location, shadow);
    });
    ad::TapeDestroyOp::create(before, location, tape);
  }
}

void ForwardSweep::sweepCold(Block &primal) {
  llvm::SaveAndRestore<bool> cold(inCold, true);
  if (mode == Mode::Tangent) {
    // Tangent memory is released with the primal's: pointers keep their companions.
    sweepBody(primal);
    return;
  }
  for (Operation &op : primal.without_terminator()) {
    Operation *copy = builder.clone(op, copies);
    copy->walk([&](Operation *inner) {
      if (cxx::isExit(inner))
        releaseBefore(inner);
    });
  }
}

void ForwardSweep::finishRegistries() {
  for (const auto &[type, registry] : registries)
    ad::TapeDestroyOp::create(builder, registry.tape.getLoc(), registry.tape);
}
