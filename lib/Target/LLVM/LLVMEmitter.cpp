// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's own optimizer and code generator over our module. Nothing about derivatives happens here.

#include "costate/Target/LLVM/LLVMEmitter.h"

#include "costate/Conversion/CxxToLLVM.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

using namespace costate;

static void nameWeakSymbols(llvm::Module &module) {
  for (llvm::GlobalVariable &global : llvm::make_early_inc_range(module.globals())) {
    llvm::StringRef symbol = global.getName();
    if (!symbol.consume_front(weakSymbolPrefix))
      continue;
    std::string name = symbol.str();
    if (llvm::GlobalValue *existing = module.getNamedValue(name)) {
      global.replaceAllUsesWith(existing);
      global.eraseFromParent();
    } else {
      global.setName(name);
    }
  }
}

std::unique_ptr<llvm::Module> costate::translateToLLVMIR(mlir::ModuleOp module,
                                                         llvm::LLVMContext &context) {
  mlir::DialectRegistry registry;
  mlir::registerBuiltinDialectTranslation(registry);
  mlir::registerLLVMDialectTranslation(registry);
  module.getContext()->appendDialectRegistry(registry);
  std::unique_ptr<llvm::Module> result = mlir::translateModuleToLLVMIR(module, context, "costate");
  if (!result)
    return nullptr;
  nameWeakSymbols(*result);
  for (llvm::Function &function : *result)
    if (!function.isDeclaration()) // exceptions of `new` pass through
      function.setUWTableKind(llvm::UWTableKind::Async);
  return result;
}

static llvm::CodeGenOptLevel getCodeGenLevel(unsigned level) {
  return llvm::CodeGenOpt::getLevel(level).value_or(llvm::CodeGenOptLevel::Default);
}

static llvm::OptimizationLevel getPipelineLevel(unsigned level) {
  switch (level) {
  case 0:
    return llvm::OptimizationLevel::O0;
  case 1:
    return llvm::OptimizationLevel::O1;
  case 2:
    return llvm::OptimizationLevel::O2;
  default:
    return llvm::OptimizationLevel::O3;
  }
}

static std::string getNativeFeatures() {
  llvm::SubtargetFeatures features;
  for (const auto &feature : llvm::sys::getHostCPUFeatures())
    features.AddFeature(feature.first(), feature.second);
  return features.getString();
}

static llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createMachine(const NativeOptions &options) {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmPrinters();
  // Functions that are emitted as they are may hold assembly.
  llvm::InitializeAllAsmParsers();
  llvm::Triple triple(options.triple.empty() ? llvm::sys::getDefaultTargetTriple()
                                             : llvm::Triple::normalize(options.triple));
  std::string message;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return llvm::createStringError("no code generator for '" + triple.str() + "'");
  std::string cpu = options.cpu, features = options.features;
  if (cpu == "native") {
    cpu = llvm::sys::getHostCPUName().str();
    features = features.empty() ? getNativeFeatures() : getNativeFeatures() + "," + features;
  }
  // What clang passes by default for -ffp-contract=on: fused multiply-adds come from llvm.fmuladd
  // only.
  llvm::TargetOptions targetOptions;
  targetOptions.AllowFPOpFusion = llvm::FPOpFusion::Standard;
  targetOptions.MCOptions.AsmVerbose = true;
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, cpu, features, targetOptions, options.pic ? llvm::Reloc::PIC_ : llvm::Reloc::Static,
      std::nullopt, getCodeGenLevel(options.optimizationLevel)));
  if (!machine)
    return llvm::createStringError("no target machine for '" + triple.str() + "'");
  return machine;
}

/// What clang would write on every function for this machine.
static void prepare(llvm::Module &module, const llvm::TargetMachine &machine, bool pic) {
  module.setTargetTriple(machine.getTargetTriple());
  module.setDataLayout(machine.createDataLayout());
  if (pic)
    // Code that clang compiled into this module may have brought a level along.
    module.setModuleFlag(llvm::Module::Min, "PIC Level", llvm::PICLevel::BigPIC);
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("no-trapping-math", "true");
    if (!machine.getTargetCPU().empty())
      function.addFnAttr("target-cpu", machine.getTargetCPU());
    if (!machine.getTargetFeatureString().empty())
      function.addFnAttr("target-features", machine.getTargetFeatureString());
  }
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine, unsigned level) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager callGraph;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopUnrolling = tuning.LoopInterleaving = level > 0;
  tuning.LoopVectorization = tuning.SLPVectorization = level > 1;
  llvm::PassBuilder builder(&machine, tuning);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(callGraph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, callGraph, modules);
  llvm::ModulePassManager passes =
      level == 0 ? builder.buildO0DefaultPipeline(llvm::OptimizationLevel::O0)
                 : builder.buildPerModuleDefaultPipeline(getPipelineLevel(level));
  passes.run(module, modules);
}

static llvm::Error generateCode(llvm::Module &module, llvm::TargetMachine &machine, NativeKind kind,
                                llvm::raw_pwrite_stream &out) {
  llvm::legacy::PassManager passes;
  auto fileType = kind == NativeKind::Object ? llvm::CodeGenFileType::ObjectFile
                                             : llvm::CodeGenFileType::AssemblyFile;
  if (machine.addPassesToEmitFile(passes, out, nullptr, fileType))
    return llvm::createStringError("this target cannot write such a file");
  passes.run(module);
  return llvm::Error::success();
}

llvm::Error costate::emitNative(llvm::Module &module, NativeKind kind, const NativeOptions &options,
                                llvm::raw_pwrite_stream &out) {
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>> machine = createMachine(options);
  if (!machine)
    return machine.takeError();
  prepare(module, **machine, options.pic);
  optimize(module, **machine, options.optimizationLevel);
  if (kind == NativeKind::IR) {
    module.print(out, nullptr);
    return llvm::Error::success();
  }
  if (kind == NativeKind::Bitcode) {
    llvm::WriteBitcodeToFile(module, out);
    return llvm::Error::success();
  }
  return generateCode(module, **machine, kind, out);
}
