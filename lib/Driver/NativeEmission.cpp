// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Output for a CPU, and which symbols of it other objects may repeat.

#include "EmissionKinds.h"
#include "costate/Driver/InlineCallees.h"
#include "costate/Target/LLVM/LLVMEmitter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

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
    if (request.checkOnly || !request.primal || request.primal->isExternallyVisible())
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

LogicalResult driver::emitNativeCode(Derivation &derivation, clang::CompilerInstance &compiler,
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
  if (failed(linkInlineCallees(*module, derivation, compiler)))
    return failure();
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream out(bytes);
  if (llvm::Error error = emitNative(*module, getNativeKind(options.kind),
                                     makeNativeOptions(compiler, options), out))
    return refuse(compiler, llvm::toString(std::move(error)) + " [costate-native-code]");
  content.assign(bytes.begin(), bytes.end());
  return success();
}
