// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The way of a module to PTX: check, lower for the device, translate, add kernels, link
// mathematics, optimize, prove that nothing is unresolved, generate code.

#include "costate/Target/NVPTX/PtxEmitter.h"

#include "BatchKernel.h"
#include "DeviceLibrary.h"
#include "DeviceRuntime.h"
#include "costate/Conversion/CxxToLLVM.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"

using namespace costate;

namespace {

class Emitter {
public:
  Emitter(mlir::ModuleOp module, const PtxOptions &options) : module(module), options(options) {}

  mlir::LogicalResult run(llvm::raw_ostream &out) {
    if (failed(checkDeviceCalls(module)) || failed(createMachine()))
      return mlir::failure();
    std::vector<BatchKernel> kernels = planBatchKernels(module);
    if (failed(lower()) || failed(translate()))
      return mlir::failure();
    for (const BatchKernel &kernel : kernels)
      buildBatchKernel(*device, kernel);
    mapRuntimeCalls(*device);
    if (llvm::Error error = linkDeviceLibrary(*device, options))
      return fail(llvm::toString(std::move(error)));
    optimize();
    if (failed(checkResolved()))
      return mlir::failure();
    return write(out);
  }

private:
  mlir::LogicalResult fail(const llvm::Twine &message) {
    return emitRefusal(module.getLoc(), "device-code", message);
  }

  mlir::LogicalResult createMachine() {
    LLVMInitializeNVPTXTargetInfo();
    LLVMInitializeNVPTXTarget();
    LLVMInitializeNVPTXTargetMC();
    LLVMInitializeNVPTXAsmPrinter();
    llvm::Triple triple("nvptx64-nvidia-cuda");
    std::string message;
    const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, message);
    if (!target)
      return fail("this LLVM has no code generator for NVPTX");
    machine.reset(target->createTargetMachine(triple, options.arch, "", llvm::TargetOptions(),
                                              llvm::Reloc::PIC_, std::nullopt,
                                              llvm::CodeGenOptLevel::Aggressive));
    if (!machine || !llvm::StringRef(options.arch).starts_with("sm_") ||
        !machine->getMCSubtargetInfo()->isCPUStringValid(options.arch))
      return fail("unknown GPU architecture '" + options.arch + "'");
    return mlir::success();
  }

  mlir::LogicalResult lower() {
    mlir::PassManager manager(module.getContext());
    LowerToLLVMOptions lowering;
    lowering.device = true;
    buildLowerToLLVMPipeline(manager, lowering);
    return manager.run(module);
  }

  mlir::LogicalResult translate() {
    mlir::DialectRegistry registry;
    mlir::registerBuiltinDialectTranslation(registry);
    mlir::registerLLVMDialectTranslation(registry);
    module.getContext()->appendDialectRegistry(registry);
    device = mlir::translateModuleToLLVMIR(module, context, "costate");
    if (!device)
      return fail("the derivative cannot be translated to LLVM IR");
    device->setTargetTriple(machine->getTargetTriple());
    device->setDataLayout(machine->createDataLayout());
    return mlir::success();
  }

  void optimize() {
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager callGraph;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder(machine.get());
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(callGraph);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, callGraph, modules);
    llvm::ModulePassManager passes;
    passes.addPass(llvm::GlobalDCEPass());
    // libdevice asks how to flush denormals through __nvvm_reflect; the answer must be constant
    // before anything else runs.
    llvm::cantFail(builder.parsePassPipeline(passes, "nvvm-reflect"));
    passes.addPass(builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3));
    passes.addPass(llvm::GlobalDCEPass());
    passes.run(*device, modules);
  }

  mlir::LogicalResult checkResolved() {
    for (const llvm::Function &function : *device) {
      if (!function.isDeclaration() || function.isIntrinsic() || function.use_empty() ||
          isDeviceFunction(function.getName()))
        continue;
      return fail("the derivative calls '" + function.getName() + "', which has no device version");
    }
    for (const llvm::GlobalVariable &global : device->globals())
      if (global.isDeclaration() && !global.use_empty())
        return fail("the derivative uses the global '" + global.getName() +
                    "', which is not on the device");
    return mlir::success();
  }

  mlir::LogicalResult write(llvm::raw_ostream &out) {
    llvm::SmallString<0> text;
    {
      llvm::raw_svector_ostream stream(text);
      llvm::legacy::PassManager passes;
      if (machine->addPassesToEmitFile(passes, stream, nullptr,
                                       llvm::CodeGenFileType::AssemblyFile))
        return fail("this LLVM cannot write PTX");
      passes.run(*device);
    }
    out << text;
    return mlir::success();
  }

  mlir::ModuleOp module;
  const PtxOptions &options;
  llvm::LLVMContext context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> device;
};

} // namespace

mlir::LogicalResult costate::emitPtx(mlir::ModuleOp module, const PtxOptions &options,
                                     llvm::raw_ostream &out) {
  return Emitter(module, options).run(out);
}
