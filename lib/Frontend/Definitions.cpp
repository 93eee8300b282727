// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Definitions.h"

#include "LibraryBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/EnterExpressionEvaluationContext.h"
#include "clang/Sema/Sema.h"

using namespace costate;
using clang::FunctionDecl;
using clang::SourceLocation;

/// The declaration with a body; a defaulted function that has none yet does not count.
static const FunctionDecl *getBody(const FunctionDecl *function) {
  const FunctionDecl *definition = nullptr;
  return function->hasBody(definition) ? definition : nullptr;
}

// `extern template` keeps clang from instantiating members that are defined elsewhere, too.
static void instantiate(clang::Sema &sema, FunctionDecl *function, SourceLocation location) {
  clang::TemplateSpecializationKind kind = function->getTemplateSpecializationKind();
  bool isSuppressed = kind == clang::TSK_ExplicitInstantiationDeclaration;
  if (isSuppressed)
    function->setTemplateSpecializationKind(clang::TSK_ImplicitInstantiation, location);
  sema.InstantiateFunctionDefinition(location, function, /*Recursive=*/true,
                                     /*DefinitionRequired=*/false, /*AtEndOfTU=*/true);
  if (isSuppressed)
    function->setTemplateSpecializationKind(kind, location);
  sema.PerformPendingInstantiations();
}

const FunctionDecl *frontend::findDefinition(clang::Sema &sema, const FunctionDecl *function,
                                             SourceLocation location) {
  if (const FunctionDecl *body = getBody(function))
    return body;
  auto *declaration = const_cast<FunctionDecl *>(function);
  if (declaration->isDeleted())
    return nullptr;
  if (declaration->isDefaulted() || declaration->isImplicit() ||
      (llvm::isa<clang::CXXConstructorDecl>(declaration) &&
       llvm::cast<clang::CXXConstructorDecl>(declaration)->isInheritingConstructor())) {
    clang::EnterExpressionEvaluationContext context(
        sema, clang::Sema::ExpressionEvaluationContext::PotentiallyEvaluated);
    sema.MarkFunctionReferenced(location, declaration);
    sema.PerformPendingInstantiations();
  }
  if (!getBody(function) && declaration->getTemplateInstantiationPattern())
    instantiate(sema, declaration, location);
  if (const FunctionDecl *body = getBody(function))
    return body;
  return findLibraryBody(sema, function, location);
}
