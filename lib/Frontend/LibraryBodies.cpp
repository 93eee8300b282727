// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "LibraryBodies.h"

#include "costate/Frontend/Frontend.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/TemplateDeduction.h"

using namespace costate;
using clang::FunctionDecl;
using clang::QualType;
using clang::SourceLocation;

static constexpr llvm::StringLiteral text =
#include "LibraryBodiesText.inc"
    ;

void frontend::addLibraryBodies(clang::Preprocessor &preprocessor) {
  // Before what the user defines on the command line.
  if (preprocessor.getLangOpts().CPlusPlus11)
    preprocessor.setPredefines((text + preprocessor.getPredefines()).str());
}

/// `std_a_b` for `std::a::b`, without inline namespaces.
static std::string getBodyName(const FunctionDecl *function) {
  std::string name = llvm::isa<clang::CXXDestructorDecl>(function) ? "destructor"
                     : function->getIdentifier()                   ? function->getName().str()
                                                                   : "";
  if (name.empty())
    return {};
  for (const clang::DeclContext *scope = function->getDeclContext(); !scope->isTranslationUnit();
       scope = scope->getParent()) {
    if (llvm::isa<clang::LinkageSpecDecl>(scope))
      continue;
    const auto *named = llvm::dyn_cast<clang::NamedDecl>(scope);
    if (!named || !named->getIdentifier())
      return {};
    if (!scope->isInlineNamespace())
      name = (named->getName() + "_" + name).str();
  }
  return name;
}

/// The class whose objects a function works on.
static QualType getObjectType(const FunctionDecl *function) {
  clang::ASTContext &ast = function->getASTContext();
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function))
    return ast.getCanonicalTagType(method->getParent());
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    QualType type = parameter->getType();
    if (type->isPointerType() || type->isReferenceType())
      return type->getPointeeType();
  }
  return {};
}

static FunctionDecl *instantiate(clang::Sema &sema, clang::FunctionTemplateDecl *body,
                                 QualType object, SourceLocation location) {
  clang::TemplateArgumentListInfo arguments(location, location);
  arguments.addArgument(
      sema.getTrivialTemplateArgumentLoc(clang::TemplateArgument(object), QualType(), location));
  clang::sema::TemplateDeductionInfo info(location);
  FunctionDecl *instance = nullptr;
  if (sema.DeduceTemplateArguments(body, &arguments, instance, info) !=
          clang::TemplateDeductionResult::Success ||
      !instance)
    return nullptr;
  sema.InstantiateFunctionDefinition(location, instance, /*Recursive=*/true,
                                     /*DefinitionRequired=*/true, /*AtEndOfTU=*/true);
  sema.PerformPendingInstantiations();
  return instance;
}

const FunctionDecl *frontend::findLibraryBody(clang::Sema &sema, const FunctionDecl *function,
                                              SourceLocation location) {
  clang::ASTContext &ast = sema.getASTContext();
  std::string name = getBodyName(function);
  QualType object =
      llvm::StringRef(name).starts_with("std_") ? getObjectType(function) : QualType();
  if (object.isNull())
    return nullptr;
  for (const clang::NamedDecl *library :
       ast.getTranslationUnitDecl()->lookup(&ast.Idents.get("__costate_library"))) {
    const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(library);
    if (!space)
      continue;
    for (clang::NamedDecl *found : space->lookup(&ast.Idents.get(name)))
      if (auto *body = llvm::dyn_cast<clang::FunctionTemplateDecl>(found))
        if (FunctionDecl *instance = instantiate(sema, body, object, location))
          return instance->getDefinition();
  }
  return nullptr;
}
