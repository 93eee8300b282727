// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Pipelines/Pipelines.h"
#include "costate/Pipelines/Passes.h"

#include "costate/Conversion/CxxToLLVM.h"
#include "costate/Derivative/Differentiate.h"
#include "costate/Derivative/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Rules/ScalarRules.h"
#include "costate/Transforms/Normalize.h"
#include "costate/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace costate;

void costate::registerAll(DialectRegistry &registry) {
  registry.insert<ad::ADDialect, cxx::CxxDialect, arith::ArithDialect, cf::ControlFlowDialect,
                  func::FuncDialect, LLVM::LLVMDialect, math::MathDialect, scf::SCFDialect,
                  ub::UBDialect>();
  func::registerInlinerExtension(registry);
  registerScalarRules(registry);
}

static LogicalResult runPipeline(ModuleOp module, void (*build)(OpPassManager &)) {
  PassManager manager(module.getContext());
  build(manager);
  return manager.run(module);
}

LogicalResult costate::normalize(ModuleOp module) {
  return runPipeline(module, buildNormalizePipeline);
}

/// Primals have served: clang compiles them itself.
static void erasePrimals(ModuleOp module) {
  for (auto function : llvm::make_early_inc_range(module.getOps<func::FuncOp>()))
    if (!function->hasAttr(cxx::attr::derivative))
      function.erase();
}

LogicalResult costate::differentiate(ModuleOp module) {
  if (failed(normalize(module)) || failed(generateDerivatives(module)))
    return failure();
  erasePrimals(module);
  return runPipeline(module, [](OpPassManager &manager) {
    // Shadows of by-value records and other locals that live in one block become values.
    manager.addNestedPass<func::FuncOp>(createPromoteMemory());
    manager.addNestedPass<func::FuncOp>(createSimplifyAdjointsPass());
    buildCleanupPipeline(manager);
  });
}

LogicalResult costate::lowerToLLVM(ModuleOp module) {
  return runPipeline(module, [](OpPassManager &manager) { buildLowerToLLVMPipeline(manager); });
}

namespace {
struct DerivePass : public PassWrapper<DerivePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DerivePass)

  StringRef getArgument() const final { return "costate-derive"; }
  StringRef getDescription() const final {
    return "Normalize, differentiate and tidy: what the tool does between import and emission";
  }
  void getDependentDialects(DialectRegistry &registry) const final { registerAll(registry); }
  void runOnOperation() final {
    if (failed(differentiate(getOperation())))
      signalPassFailure();
  }
};
} // namespace

void costate::registerPipelines() { PassRegistration<DerivePass>(); }
