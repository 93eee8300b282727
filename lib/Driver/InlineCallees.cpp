// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inline functions that a derivative calls as they are, emitted by clang into the derivative's
// object. They and their static variables have the linkage of inline functions: linkers keep one
// of each, so the state is shared with the primal.

#include "costate/Driver/InlineCallees.h"

#include "costate/Driver/Derivation.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclGroup.h"
#include "clang/AST/GlobalDecl.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"

using namespace costate;
using namespace costate::driver;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

/// What the bodies reach is emitted if it has been registered. Only inline functions are: others
/// are defined elsewhere.
static void registerInline(const clang::DeclContext *context, clang::CodeGenerator &generator) {
  for (clang::Decl *declaration : context->decls()) {
    if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl>(declaration))
      registerInline(llvm::cast<clang::DeclContext>(declaration), generator);
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
    if (function && function->doesThisDeclarationHaveABody() && !function->isDependentContext() &&
        declaration->getASTContext().GetGVALinkageForFunction(function) ==
            clang::GVA_DiscardableODR)
      generator.HandleTopLevelDecl(clang::DeclGroupRef(declaration));
  }
}

LogicalResult driver::linkInlineCallees(llvm::Module &module, Derivation &derivation,
                                        clang::CompilerInstance &compiler) {
  std::vector<const clang::FunctionDecl *> callees = derivation.getImporter().getInlineCallees();
  if (callees.empty())
    return success();
  // The derivative calls complete destructors by their names.
  clang::CodeGenOptions options = compiler.getCodeGenOpts();
  options.CXXCtorDtorAliases = false;
  std::unique_ptr<clang::CodeGenerator> generator(
      clang::CreateLLVMCodeGen(compiler.getDiagnostics(), "inline callees",
                               compiler.getVirtualFileSystemPtr(), compiler.getHeaderSearchOpts(),
                               compiler.getPreprocessorOpts(), options, module.getContext()));
  clang::ASTContext &ast = compiler.getASTContext();
  generator->Initialize(ast);
  registerInline(ast.getTranslationUnitDecl(), *generator);
  for (const clang::FunctionDecl *callee : callees) {
    const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(callee);
    clang::GlobalDecl wanted = destructor ? clang::GlobalDecl(destructor, clang::Dtor_Complete)
                                          : clang::GlobalDecl(callee);
    generator->GetAddrOfGlobal(wanted, /*isForDefinition=*/false);
  }
  generator->HandleTranslationUnit(ast);
  std::unique_ptr<llvm::Module> definitions(generator->ReleaseModule());
  if (!definitions)
    return failure();
  definitions->setTargetTriple(module.getTargetTriple());
  definitions->setDataLayout(module.getDataLayout());
  if (!llvm::Linker::linkModules(module, std::move(definitions), llvm::Linker::LinkOnlyNeeded))
    return success();
  derivation.getBridge().reportInternalError(
      "inline functions that the derivative calls could not be linked");
  return failure();
}
