// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order of the passes in front of the engine and behind it.

#include "costate/Transforms/Normalize.h"

#include "costate/Transforms/Passes.h"

#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

namespace costate {
#define GEN_PASS_REGISTRATION
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;

static void addTidying(OpPassManager &functions) {
  functions.addPass(costate::createCanonicalizeSafe());
  functions.addPass(createCSEPass());
  functions.addPass(costate::createPruneDeadValues());
}

/// From branches and jumps to counted loops, from bytes to objects.
static void addStructuring(OpPassManager &functions) {
  functions.addPass(costate::createFlattenColdBranches());
  functions.addPass(costate::createSimplifyFlags());
  addTidying(functions);
  functions.addPass(costate::createLiftLoops());
  addTidying(functions);
  // What is left of jumps simplifies once the bodies are in place; then more loops may be counted.
  functions.addPass(costate::createSimplifyFlags());
  functions.addPass(costate::createResolvePoison());
  addTidying(functions);
  functions.addPass(costate::createFlattenColdBranches());
  functions.addPass(costate::createLiftLoops());
  functions.addPass(costate::createShareCounters());
  addTidying(functions);
  // What an allocator returns through checks is one value by now.
  functions.addPass(costate::createTypeStorage());
  functions.addPass(costate::createResolveExponentBits());
  functions.addPass(costate::createHoistInvariants());
  functions.addPass(costate::createMergeLoads());
  functions.addPass(costate::createCanonicalizeSafe());
  functions.addPass(createCSEPass());
  functions.addPass(costate::createCheckStaticReads());
}

void costate::buildNormalizePipeline(OpPassManager &pm, const NormalizeOptions &options) {
  pm.addPass(createIsolateInactive());
  // Most slots go while functions are small.
  pm.addNestedPass<func::FuncOp>(createPromoteSlots());
  pm.addPass(options.inlineLimit ? createInlineAll({*options.inlineLimit}) : createInlineAll());
  pm.addPass(createLocalizeStatics());
  OpPassManager &functions = pm.nest<func::FuncOp>();
  functions.addPass(createPromoteMemory());
  functions.addPass(createLiftControlFlowToSCFPass());
  addTidying(functions);
  pm.addPass(createResolveAddresses());
  addStructuring(pm.nest<func::FuncOp>());
  pm.addPass(createVerifyNormalized());
}

void costate::buildCleanupPipeline(OpPassManager &pm) {
  OpPassManager &functions = pm.nest<func::FuncOp>();
  addTidying(functions);
  functions.addPass(createHoistInvariants());
  addTidying(functions);
}

void costate::registerTransformsPasses() {
  registerTransformsGeneratedPasses();
  PassPipelineRegistration<>("costate-normalize",
                             "From the importer's functions to the engine's form",
                             [](OpPassManager &pm) { buildNormalizePipeline(pm); });
  PassPipelineRegistration<>("costate-cleanup", "Tidy what the engine made", buildCleanupPipeline);
}
