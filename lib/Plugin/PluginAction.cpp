// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The clang plugin: derives what a translation unit requests and puts it into clang's own module
// before clang's optimizer runs. Anything that fails is an error of the compilation.

#include "costate/Driver/Derivation.h"
#include "costate/Driver/InlineCallees.h"
#include "costate/Plugin/LinkDerivatives.h"
#include "costate/Plugin/NameLambdas.h"
#include "costate/Target/LLVM/LLVMEmitter.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/CodeGenOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"

using namespace costate;
using llvm::failed;

namespace {

void reportError(clang::DiagnosticsEngine &diagnostics, llvm::StringRef message) {
  diagnostics.Report(
      diagnostics.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0"))
      << message;
}

/// The derivatives of one translation unit, between the AST and clang's module.
struct PendingDerivatives {
  PendingDerivatives(clang::CompilerInstance &compiler, driver::Numerics numerics)
      : compiler(compiler), derivation(compiler, /*fromCommandLine=*/false, numerics) {}
  clang::CompilerInstance &compiler;
  driver::Derivation derivation;
  std::vector<plugin::DerivativeSymbol> symbols;
};

/// Runs first in clang's optimizer, at every level.
class LinkDerivativesPass : public llvm::PassInfoMixin<LinkDerivativesPass> {
public:
  LinkDerivativesPass(std::shared_ptr<PendingDerivatives> pending,
                      clang::DiagnosticsEngine &diagnostics)
      : pending(std::move(pending)), diagnostics(&diagnostics) {}

  static bool isRequired() { return true; }

  llvm::PreservedAnalyses run(llvm::Module &host, llvm::ModuleAnalysisManager &) {
    std::unique_ptr<llvm::Module> derived =
        translateToLLVMIR(pending->derivation.getModule(), host.getContext());
    if (!derived) {
      if (!pending->derivation.getBridge().sawError())
        pending->derivation.getBridge().reportInternalError("translation to LLVM IR failed");
    } else if (failed(
                   driver::linkInlineCallees(*derived, pending->derivation, pending->compiler))) {
      return llvm::PreservedAnalyses::none();
    } else if (llvm::Error error =
                   plugin::linkDerivatives(host, std::move(derived), pending->symbols)) {
      reportError(*diagnostics, llvm::toString(std::move(error)) + " [costate-link]");
    }
    return llvm::PreservedAnalyses::none();
  }

private:
  std::shared_ptr<PendingDerivatives> pending;
  clang::DiagnosticsEngine *diagnostics;
};

llvm::GlobalValue::LinkageTypes linkageOf(const clang::ASTContext &ast,
                                          const clang::FunctionDecl &primal) {
  switch (ast.GetGVALinkageForFunction(&primal)) {
  case clang::GVA_Internal:
    return llvm::GlobalValue::InternalLinkage;
  case clang::GVA_AvailableExternally:
  case clang::GVA_DiscardableODR:
  case clang::GVA_StrongODR:
    // Other files may call a derivative that this file does not: it must not be discarded.
    return llvm::GlobalValue::WeakODRLinkage;
  case clang::GVA_StrongExternal:
    break;
  }
  return llvm::GlobalValue::ExternalLinkage;
}

class DerivativeConsumer : public clang::ASTConsumer {
public:
  DerivativeConsumer(clang::CompilerInstance &compiler, driver::Numerics numerics)
      : compiler(compiler), numerics(numerics) {}

  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    for (clang::Decl *declaration : group)
      lambdaNames.number(declaration);
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &ast) override {
    if (compiler.getDiagnostics().hasErrorOccurred() || ast.TUKind != clang::TU_Complete)
      return;
    auto pending = std::make_shared<PendingDerivatives>(compiler, numerics);
    frontend::Importer &importer = pending->derivation.getImporter();
    bool refused = failed(importer.addAnnotatedRequests());
    refused |= failed(importer.addApiRequests());
    if (!refused && importer.getRequests().empty())
      return;
    if (refused || failed(pending->derivation.runTo(driver::Stage::Lowered))) {
      // Left alone, stubs would be compiled in.
      if (!compiler.getDiagnostics().hasErrorOccurred())
        reportError(compiler.getDiagnostics(),
                    "internal error: no derivative and no reason; please "
                    "report this [costate-internal-error]");
      return;
    }
    for (const frontend::RequestedDerivative &request : importer.getRequests()) {
      if (request.checkOnly)
        continue;
      plugin::DerivativeSymbol symbol;
      symbol.name = request.resultSymbol;
      symbol.primal = request.primalSymbol;
      symbol.replacesStub = request.stub != nullptr;
      if (request.primal)
        symbol.linkage = linkageOf(ast, *request.primal);
      pending->symbols.push_back(std::move(symbol));
    }
    schedule(std::move(pending));
  }

private:
  void schedule(std::shared_ptr<PendingDerivatives> pending) {
    clang::CodeGenOptions &options = compiler.getCodeGenOpts();
    options.ClearASTBeforeBackend = 0; // errors of our pass are printed with their source lines
    if (options.DisableLLVMPasses) {
      // -save-temps and the like skip every pass; ours has to run, and nothing else shall.
      options.DisableLLVMPasses = 0;
      options.OptimizationLevel = 0;
      options.DisableO0ImplyOptNone = 1;
    }
    options.PassBuilderCallbacks.push_back(
        [pending, &diagnostics = compiler.getDiagnostics()](llvm::PassBuilder &builder) {
          builder.registerPipelineStartEPCallback(
              [pending, &diagnostics](llvm::ModulePassManager &passes, llvm::OptimizationLevel) {
                passes.addPass(LinkDerivativesPass(pending, diagnostics));
              });
        });
  }

  clang::CompilerInstance &compiler;
  driver::Numerics numerics;
  plugin::LambdaNames lambdaNames;
};

class DerivativeAction : public clang::PluginASTAction {
protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    clang::Preprocessor &preprocessor = compiler.getPreprocessor();
    preprocessor.setPredefines(preprocessor.getPredefines() + "#define __COSTATE__ 1\n");
    frontend::addLibraryBodies(preprocessor);
    return std::make_unique<DerivativeConsumer>(compiler, numerics);
  }

  bool ParseArgs(const clang::CompilerInstance &compiler,
                 const std::vector<std::string> &arguments) override {
    for (llvm::StringRef argument : arguments) {
      std::optional<driver::Numerics> value;
      if (argument.starts_with("numerics="))
        value = driver::parseNumerics(argument.drop_front(strlen("numerics=")));
      if (!value) {
        reportError(compiler.getDiagnostics(),
                    "the costate plugin takes no argument '" + argument.str() +
                        "'; it takes numerics=ieee, strong-zero or checked "
                        "[costate-plugin-argument]");
        return false;
      }
      numerics = *value;
    }
    return true;
  }

  ActionType getActionType() override { return AddBeforeMainAction; }

private:
  driver::Numerics numerics = driver::Numerics::Ieee;
};

clang::FrontendPluginRegistry::Add<DerivativeAction> registration("costate",
                                                                  "derivatives of C++ functions");

/// Attributes are known before the first token is read.
struct AttributeRegistration {
  AttributeRegistration() { frontend::registerAttributes(); }
} attributeRegistration;

} // namespace
