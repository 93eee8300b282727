// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "EmissionPasses.h"

#include "costate/Conversion/CxxToLLVM.h"
#include "costate/Target/LLVM/LLVMEmitter.h"
#include "costate/Target/NVPTX/PtxEmitter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace costate;

namespace {

struct EmitPtxPass : public PassWrapper<EmitPtxPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EmitPtxPass)
  EmitPtxPass() = default;
  EmitPtxPass(const EmitPtxPass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "emit-ptx"; }
  StringRef getDescription() const final { return "Write PTX to standard output"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<LLVM::LLVMDialect>();
  }
  void runOnOperation() final {
    PtxOptions options;
    options.arch = arch;
    options.libdevicePath = libdevice;
    options.libclcPath = libclc;
    OwningOpRef<ModuleOp> copy = getOperation().clone();
    if (failed(emitPtx(*copy, options, llvm::outs())))
      signalPassFailure();
  }

  Option<std::string> arch{*this, "arch", llvm::cl::init("sm_75")};
  Option<std::string> libdevice{*this, "libdevice", llvm::cl::init("")};
  Option<std::string> libclc{*this, "libclc", llvm::cl::init("")};
};

struct EmitNativePass : public PassWrapper<EmitNativePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(EmitNativePass)
  EmitNativePass() = default;
  EmitNativePass(const EmitNativePass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "emit-native"; }
  StringRef getDescription() const final { return "Write LLVM IR or assembly to standard output"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<LLVM::LLVMDialect>();
  }
  void runOnOperation() final {
    OwningOpRef<ModuleOp> copy = getOperation().clone();
    PassManager manager(&getContext());
    buildLowerToLLVMPipeline(manager);
    llvm::LLVMContext context;
    std::unique_ptr<llvm::Module> translated;
    if (failed(manager.run(*copy)) || !(translated = translateToLLVMIR(*copy, context)))
      return signalPassFailure();
    NativeOptions options;
    options.optimizationLevel = level;
    options.triple = triple;
    llvm::SmallString<0> text;
    llvm::raw_svector_ostream stream(text);
    NativeKind native = kind == "asm" ? NativeKind::Assembly : NativeKind::IR;
    if (llvm::Error error = emitNative(*translated, native, options, stream)) {
      getOperation().emitError() << llvm::toString(std::move(error));
      return signalPassFailure();
    }
    llvm::outs() << text;
  }

  Option<std::string> kind{*this, "kind", llvm::cl::init("llvm")};
  Option<std::string> triple{*this, "triple", llvm::cl::init("")};
  Option<unsigned> level{*this, "level", llvm::cl::init(2)};
};

} // namespace

void costate::registerEmissionPasses() {
  PassRegistration<EmitPtxPass>();
  PassRegistration<EmitNativePass>();
}
