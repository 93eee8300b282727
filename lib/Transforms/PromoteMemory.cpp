// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locals to values: rounds of upstream's SROA and promotion of slots with canonicalization between
// them, because the use of a slot through another slot (a reference parameter, a pointer local)
// shows only after the other one has been promoted.

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace costate {
#define GEN_PASS_DEF_PROMOTEMEMORY
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;

namespace {

constexpr unsigned maxRounds = 8;

/// What promotion makes smaller; equal before and after a round means that it is finished.
struct MemoryUse {
  unsigned slots = 0;
  unsigned accesses = 0;
  unsigned casts = 0;

  explicit MemoryUse(func::FuncOp function) {
    function.walk([&](Operation *op) {
      slots += isa<costate::cxx::AllocaOp>(op);
      casts += isa<costate::cxx::CastOp>(op);
      accesses += isa<costate::cxx::LoadOp, costate::cxx::StoreOp, costate::cxx::CopyOp,
                      costate::cxx::FieldOp, costate::cxx::ElementOp, costate::cxx::OffsetOp>(op);
    });
  }
  bool operator==(const MemoryUse &) const = default;
};

class PromoteMemory : public costate::impl::PromoteMemoryBase<PromoteMemory> {
public:
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    OpPassManager first(func::FuncOp::getOperationName());
    first.addPass(costate::createCanonicalizeSafe());
    if (failed(runPipeline(first, function)))
      return signalPassFailure();
    for (unsigned round = 0; round < maxRounds; ++round) {
      MemoryUse before(function);
      OpPassManager pm(func::FuncOp::getOperationName());
      pm.addPass(costate::createTypeStorage());
      pm.addPass(createSROA());
      pm.addPass(costate::createPromoteSlots());
      pm.addPass(costate::createCanonicalizeSafe());
      pm.addPass(createCSEPass());
      if (failed(runPipeline(pm, function)))
        return signalPassFailure();
      if (MemoryUse(function) == before)
        return;
    }
  }
};

} // namespace
