// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Plugin/NameLambdas.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace costate::plugin;

namespace {
class Numbering : public clang::DynamicRecursiveASTVisitor {
public:
  explicit Numbering(unsigned &count) : count(count) { ShouldVisitTemplateInstantiations = true; }

  // Some attributes hold no expression at all.
  bool TraverseAttr(clang::Attr *) override { return true; }

  bool VisitLambdaExpr(clang::LambdaExpr *lambda) override {
    clang::CXXRecordDecl *closure = lambda->getLambdaClass();
    if (closure->isDependentContext() || closure->getLambdaManglingNumber() != 0)
      return true;
    clang::CXXRecordDecl::LambdaNumbering numbering = closure->getLambdaNumbering();
    numbering.ManglingNumber = ++count;
    numbering.HasKnownInternalLinkage = true;
    closure->setLambdaNumbering(numbering);
    return true;
  }

private:
  unsigned &count;
};
} // namespace

/// Only costate's header makes requests that are about lambdas.
bool LambdaNames::isNeeded(const clang::ASTContext &ast) {
  if (!includesHeader)
    includesHeader = !ast.getTranslationUnitDecl()->lookup(&ast.Idents.get("costate")).empty();
  return includesHeader;
}

void LambdaNames::number(clang::Decl *declaration) {
  const clang::ASTContext &ast = declaration->getASTContext();
  if (!isNeeded(ast) || ast.getSourceManager().isInSystemHeader(declaration->getLocation()))
    return;
  Numbering(count).TraverseDecl(declaration);
}
