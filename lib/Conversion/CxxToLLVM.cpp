// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The conversion to the LLVM dialect as one full dialect conversion, and the pipeline around it.

#include "costate/Conversion/CxxToLLVM.h"

#include "LoweringPatterns.h"
#include "costate/Conversion/Passes.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/DialectConversion.h"

namespace costate {
#define GEN_PASS_DEF_CONVERTCXXTOLLVM
#include "costate/Conversion/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

void costate::populateCxxToLLVMTypeConversions(LLVMTypeConverter &converter) {
  converter.addConversion(
      [](cxx::PtrType type) -> Type { return LLVM::LLVMPointerType::get(type.getContext()); });
  converter.addConversion(
      [](cxx::CodeType type) -> Type { return LLVM::LLVMPointerType::get(type.getContext()); });
}

void costate::populateCxxToLLVMPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  populateMemoryPatterns(converter, patterns);
  populateHeapPatterns(converter, patterns);
  populateGlobalPatterns(converter, patterns);
  populateCallPatterns(converter, patterns);
  populateExceptionPatterns(converter, patterns);
  populateCodePatterns(converter, patterns);
  populateLoopCountPatterns(converter, patterns);
  populateMathPatterns(converter, patterns);
  populateComplexPatterns(converter, patterns);
}

/// Upstream keeps the flags of conversions (arith.truncf) as attributes that LLVM's operations do
/// not have.
static void dropForeignFlags(Operation *op) {
  if (isa<LLVM::FPTruncOp, LLVM::FPExtOp>(op))
    for (StringRef name : {"fastmath", "roundingmode"})
      op->removeDiscardableAttr(name);
}

namespace {
struct ConvertCxxToLLVM : public costate::impl::ConvertCxxToLLVMBase<ConvertCxxToLLVM> {
  void runOnOperation() override {
    if (failed(checkGlobals(getOperation())))
      return signalPassFailure();
    widenInductions(getOperation());
    LowerToLLVMOptions options(&getContext());
    options.overrideIndexBitwidth(64);
    LLVMTypeConverter converter(&getContext(), options);
    populateCxxToLLVMTypeConversions(converter);

    RewritePatternSet patterns(&getContext());
    populateCxxToLLVMPatterns(converter, patterns);
    populateFuncToLLVMConversionPatterns(converter, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    arith::populateArithToLLVMConversionPatterns(converter, patterns);
    populateMathToLLVMConversionPatterns(converter, patterns, /*approximateLog1p=*/false);

    LLVMConversionTarget target(getContext());
    target.addLegalOp<ModuleOp>();
    if (failed(applyFullConversion(getOperation(), target, std::move(patterns))))
      return signalPassFailure();
    getOperation().walk(dropForeignFlags);
  }

  using LowerToLLVMOptions = mlir::LowerToLLVMOptions;
};
} // namespace

void costate::buildLowerToLLVMPipeline(OpPassManager &manager,
                                       const costate::LowerToLLVMOptions &options) {
  LowerTapesOptions tapes;
  tapes.device = options.device;
  manager.addPass(createLowerTapes(tapes));
  manager.addPass(createLowerSpecialFunctions());
  LowerCallingConventionOptions convention;
  convention.records = !options.device;
  manager.addPass(createLowerCallingConvention(convention));
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createConvertCxxToLLVM());
}

namespace {
struct LowerToLLVMPipelineOptions : public PassPipelineOptions<LowerToLLVMPipelineOptions> {
  Option<bool> device{*this, "device", llvm::cl::desc("for a GPU"), llvm::cl::init(false)};
};
} // namespace

void costate::registerConversionPasses() {
  registerConversionGeneratedPasses();
  PassPipelineRegistration<LowerToLLVMPipelineOptions>(
      "lower-to-llvm", "Lower differentiated IR to the LLVM dialect",
      [](OpPassManager &manager, const LowerToLLVMPipelineOptions &options) {
        costate::LowerToLLVMOptions lowering;
        lowering.device = options.device;
        buildLowerToLLVMPipeline(manager, lowering);
      });
}
