// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of a translation unit may be called through a pointer.

#include "CodePointers.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

using namespace costate::frontend;

namespace {
class AddressTakenFinder : public clang::RecursiveASTVisitor<AddressTakenFinder> {
public:
  explicit AddressTakenFinder(clang::ASTContext &ast) : ast(ast) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool TraverseDecl(clang::Decl *declaration) {
    // What system headers do with their own functions stays among them.
    if (declaration && !llvm::isa<clang::TranslationUnitDecl>(declaration) &&
        ast.getSourceManager().isInSystemHeader(declaration->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(declaration);
  }
  bool VisitCallExpr(clang::CallExpr *call) {
    callees.insert(call->getCallee()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *reference) {
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl());
    if (function && !callees.contains(reference))
      add(function);
    return true;
  }
  bool VisitLambdaExpr(clang::LambdaExpr *lambda) {
    const clang::CXXRecordDecl *closure = lambda->getLambdaClass();
    if (closure->isCapturelessLambda() && !closure->isGenericLambda() &&
        !closure->isDependentContext())
      if (const clang::CXXMethodDecl *invoker = closure->getLambdaStaticInvoker())
        add(invoker);
    return true;
  }

  llvm::SetVector<const clang::FunctionDecl *> functions;

private:
  void add(const clang::FunctionDecl *function) {
    if (!function->isDependentContext() && !function->getBuiltinID())
      functions.insert(function->getCanonicalDecl());
  }

  clang::ASTContext &ast;
  llvm::SmallPtrSet<const Expr *, 32> callees;
};
} // namespace

llvm::SmallVector<const clang::FunctionDecl *>
costate::frontend::findAddressTaken(clang::ASTContext &ast) {
  AddressTakenFinder finder(ast);
  finder.TraverseDecl(ast.getTranslationUnitDecl());
  return finder.functions.takeVector();
}
