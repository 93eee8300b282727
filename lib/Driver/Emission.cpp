// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/Emission.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Driver/OutputFile.h"
#include "costate/Driver/Toolchain.h"
#include "costate/Target/Cpp/CppEmitter.h"
#include "costate/Target/LLVM/LLVMEmitter.h"
#include "costate/Target/NVPTX/PtxEmitter.h"
#include "mlir/IR/AsmState.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

static LogicalResult refuse(clang::CompilerInstance &compiler, const llvm::Twine &message) {
  clang::DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
  diagnostics.Report(
      diagnostics.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0"))
      << message.str();
  return failure();
}

Stage driver::getSourceStage(const Options &options) {
  return options.kind == EmissionKind::Mlir ? options.stage : Stage::Differentiated;
}

static LogicalResult emitMlir(mlir::ModuleOp module, std::string &content) {
  llvm::raw_string_ostream out(content);
  module.print(out, mlir::OpPrintingFlags().enableDebugInfo(false));
  out << "\n";
  return success();
}

/// First lines of an emitted file: who made it and from what, without anything that changes between
/// machines or days.
static std::vector<std::string> makeBanner(const Options &options) {
  static constexpr llvm::StringRef modes[] = {"grad", "jvp", "vjp", "hvp", "build"};
  std::string command = "costate " + modes[int(options.command)].str() + " " +
                        llvm::sys::path::filename(options.inputFile).str();
  for (const std::string &function : options.functions)
    command +=
        " --function " + (llvm::StringRef(function).find_first_of(" ()<>") == llvm::StringRef::npos
                              ? function
                              : "\"" + function + "\"");
  if (!options.wrt.empty())
    command += " --wrt " + llvm::join(options.wrt, ",");
  if (options.mayAlias)
    command += " --may-alias";
  return {"Made by costate; do not edit. The command was:", "  " + command};
}

/// How a file in the folder of \p output includes \p header: relative, without the names of folders
/// that differ between machines.
static std::string spellInclude(llvm::StringRef header, llvm::StringRef output) {
  llvm::SmallString<128> from(output), to(header);
  llvm::sys::fs::make_absolute(from);
  llvm::sys::fs::make_absolute(to);
  llvm::sys::path::remove_dots(from, /*remove_dot_dot=*/true);
  llvm::sys::path::remove_dots(to, /*remove_dot_dot=*/true);
  if (!output.empty())
    llvm::sys::path::remove_filename(from);
  llvm::SmallVector<llvm::StringRef> folders(llvm::sys::path::begin(from),
                                             llvm::sys::path::end(from));
  llvm::SmallVector<llvm::StringRef> parts(llvm::sys::path::begin(to), llvm::sys::path::end(to));
  size_t common = 0;
  while (common < folders.size() && common + 1 < parts.size() && folders[common] == parts[common])
    common++;
  if (common <= 1) // only the root
    return llvm::sys::path::filename(header).str();
  llvm::SmallString<128> spelled;
  for (size_t i = common; i < folders.size(); i++)
    llvm::sys::path::append(spelled, "..");
  for (size_t i = common; i < parts.size(); i++)
    llvm::sys::path::append(spelled, parts[i]);
  return spelled.str().str();
}

static void spellIncludeOfInput(mlir::ModuleOp module, const Options &options) {
  auto includes = module->getAttrOfType<mlir::ArrayAttr>(cxx::attr::includes);
  if (!includes)
    return;
  llvm::SmallVector<mlir::Attribute> spelled;
  for (auto line : includes.getAsRange<mlir::StringAttr>()) {
    llvm::StringRef name = line.getValue();
    bool isInput = name.consume_front("\"") && name.consume_back("\"") &&
                   llvm::sys::fs::equivalent(name, options.inputFile);
    spelled.push_back(isInput
                          ? mlir::StringAttr::get(
                                module.getContext(),
                                "\"" + spellInclude(options.inputFile, options.outputFile) + "\"")
                          : line);
  }
  module->setAttr(cxx::attr::includes, mlir::ArrayAttr::get(module.getContext(), spelled));
}

static LogicalResult emitCppText(Derivation &derivation, const Options &options,
                                 std::string &content) {
  CppEmitterOptions emitterOptions;
  emitterOptions.banner = makeBanner(options);
  spellIncludeOfInput(derivation.getModule(), options);
  llvm::raw_string_ostream out(content);
  return emitCpp(derivation.getModule(), emitterOptions, out);
}

//===----------------------------- native code ----------------------------===//

/// The target is the one that the file was parsed for: record layouts come from there.
static NativeOptions makeNativeOptions(clang::CompilerInstance &compiler, const Options &options) {
  NativeOptions native;
  native.triple = compiler.getTarget().getTriple().str();
  native.cpu = compiler.getTargetOpts().CPU;
  native.features = llvm::join(compiler.getTargetOpts().Features, ",");
  native.optimizationLevel = options.optimizationLevel;
  return native;
}

static NativeKind getNativeKind(EmissionKind kind) {
  switch (kind) {
  case EmissionKind::Assembly:
    return NativeKind::Assembly;
  case EmissionKind::LLVMIR:
    return NativeKind::IR;
  case EmissionKind::Bitcode:
    return NativeKind::Bitcode;
  default:
    return NativeKind::Object;
  }
}

/// A derivative that replaces a stub has to be strong: the stubs are weak. Several objects may hold
/// it, as functions in headers are derived for each of them, so it lies in a group of its own of
/// which linkers keep one. The derivative of an inline function may occur several times as well.
static void allowDuplicates(llvm::Module &module, Derivation &derivation,
                            clang::CompilerInstance &compiler) {
  for (const frontend::RequestedDerivative &request : derivation.getImporter().getRequests()) {
    llvm::Function *function = module.getFunction(request.resultSymbol);
    if (!function || function->isDeclaration() || !request.primal)
      continue;
    clang::GVALinkage linkage = compiler.getASTContext().GetGVALinkageForFunction(request.primal);
    if (request.stub) {
      function->setComdat(module.getOrInsertComdat("costate." + request.resultSymbol));
    } else if (linkage == clang::GVA_DiscardableODR || linkage == clang::GVA_StrongODR) {
      function->setLinkage(llvm::GlobalValue::WeakODRLinkage);
      function->setComdat(module.getOrInsertComdat(request.resultSymbol));
    }
  }
}

/// The caller of a derivative in another object needs a name that linkers see.
static LogicalResult checkLinkage(Derivation &derivation, clang::CompilerInstance &compiler,
                                  const Options &options) {
  if (options.command != Command::Build)
    return success();
  bool visible = true;
  for (const frontend::RequestedDerivative &request : derivation.getImporter().getRequests()) {
    if (!request.primal || request.primal->isExternallyVisible())
      continue;
    clang::DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
    diagnostics.Report(
        request.primal->getLocation(),
        diagnostics.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0"))
        << "'" + request.primal->getQualifiedNameAsString() +
               "' is local to its file: its derivative in another object cannot be linked to it; "
               "use "
               "the plugin, or give it external linkage [costate-internal-linkage]";
    visible = false;
  }
  return success(visible);
}

static LogicalResult emitNativeCode(Derivation &derivation, clang::CompilerInstance &compiler,
                                    const Options &options, std::string &content) {
  const llvm::Triple &triple = compiler.getTarget().getTriple();
  if (triple.getArch() != llvm::Triple::x86_64)
    return refuse(compiler, "native code for '" + triple.str() +
                                "' is not supported yet; emit C++ [costate-unsupported-target]");
  if (failed(checkLinkage(derivation, compiler, options)) || failed(derivation.lower()))
    return failure();
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> module = translateToLLVMIR(derivation.getModule(), context);
  if (!module) {
    if (!derivation.getBridge().sawError())
      derivation.getBridge().reportInternalError("translation to LLVM IR failed");
    return failure();
  }
  allowDuplicates(*module, derivation, compiler);
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream out(bytes);
  if (llvm::Error error = emitNative(*module, getNativeKind(options.kind),
                                     makeNativeOptions(compiler, options), out))
    return refuse(compiler, llvm::toString(std::move(error)) + " [costate-native-code]");
  content.assign(bytes.begin(), bytes.end());
  return success();
}

//===-------------------------------- GPUs --------------------------------===//

static LogicalResult emitPtxText(Derivation &derivation, const Options &options,
                                 std::string &content) {
  PtxOptions ptx;
  ptx.arch = options.gpuArch;
  llvm::raw_string_ostream out(content);
  if (succeeded(emitPtx(derivation.getModule(), ptx, out)) && !derivation.getBridge().sawError())
    return success();
  if (!derivation.getBridge().sawError())
    derivation.getBridge().reportInternalError("emission of PTX failed");
  return failure();
}

/// PTX through CUDA's assembler, which reads and writes files.
static LogicalResult emitCubin(Derivation &derivation, clang::CompilerInstance &compiler,
                               const Options &options, std::string &content) {
  std::optional<std::string> ptxas = findPtxas();
  if (!ptxas)
    return refuse(compiler,
                  "a cubin needs CUDA's ptxas, which is not in PATH or CUDA_PATH; emit ptx "
                  "instead [costate-no-ptxas]");
  std::string text;
  if (failed(emitPtxText(derivation, options, text)))
    return failure();
  llvm::SmallString<128> input, output, messages;
  if (llvm::sys::fs::createTemporaryFile("costate", "ptx", input) ||
      llvm::sys::fs::createTemporaryFile("costate", "cubin", output) ||
      llvm::sys::fs::createTemporaryFile("costate", "txt", messages))
    return refuse(compiler, "cannot create temporary files [costate-native-code]");
  llvm::FileRemover removeInput(input), removeOutput(output), removeMessages(messages);
  if (llvm::Error error = writeOutput(input, text))
    return refuse(compiler, llvm::toString(std::move(error)) + " [costate-native-code]");
  std::string arch = "-arch=" + options.gpuArch;
  std::string level = "-O" + std::to_string(options.optimizationLevel);
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, messages.str(), messages.str()};
  int status = llvm::sys::ExecuteAndWait(*ptxas, {*ptxas, arch, level, input, "-o", output},
                                         std::nullopt, redirects);
  if (status != 0) {
    auto said = llvm::MemoryBuffer::getFile(messages);
    return refuse(compiler, "ptxas refused the code: " +
                                (said ? (*said)->getBuffer().trim() : llvm::StringRef()) +
                                " [costate-ptxas]");
  }
  auto bytes = llvm::MemoryBuffer::getFile(output);
  if (!bytes)
    return refuse(compiler, "ptxas wrote nothing [costate-ptxas]");
  content = (*bytes)->getBuffer().str();
  return success();
}

LogicalResult driver::emit(Derivation &derivation, clang::CompilerInstance &compiler,
                           const Options &options, std::string &content) {
  switch (options.kind) {
  case EmissionKind::Mlir:
    return emitMlir(derivation.getModule(), content);
  case EmissionKind::Cpp:
    return emitCppText(derivation, options, content);
  case EmissionKind::Object:
  case EmissionKind::Assembly:
  case EmissionKind::LLVMIR:
  case EmissionKind::Bitcode:
    return emitNativeCode(derivation, compiler, options, content);
  case EmissionKind::Ptx:
    return emitPtxText(derivation, options, content);
  case EmissionKind::Cubin:
    return emitCubin(derivation, compiler, options, content);
  }
  llvm_unreachable("every kind of output is handled");
}
