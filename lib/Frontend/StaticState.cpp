// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static variables that nothing writes. A use that is not recognized as a read counts as a write.

#include "StaticState.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace costate;

namespace {

/// Finds uses of variables that are not reads.
class WriteFinder : public clang::RecursiveASTVisitor<WriteFinder> {
public:
  explicit WriteFinder(llvm::DenseSet<const clang::VarDecl *> &written) : written(written) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  // Parents come before their children: reads are known when their names are met.
  bool VisitImplicitCastExpr(clang::ImplicitCastExpr *cast) {
    bool reads = cast->getCastKind() == clang::CK_LValueToRValue;
    bool passesConstant = cast->getCastKind() == clang::CK_NoOp &&
                          cast->getType()->isPointerType() &&
                          cast->getType()->getPointeeType().isConstQualified();
    if (reads || passesConstant)
      markRead(cast->getSubExpr());
    return true;
  }
  // `sizeof` does not evaluate its operand.
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) { return true; }
  bool VisitMemberExpr(clang::MemberExpr *member) {
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(member->getMemberDecl()))
      written.insert(variable->getCanonicalDecl());
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *reference) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(reference->getDecl());
    if (variable && variable->hasGlobalStorage() && !reads.contains(reference))
      written.insert(variable->getCanonicalDecl());
    return true;
  }

private:
  /// The variable that an expression reads a part of.
  void markRead(const clang::Expr *expression) {
    while (true) {
      expression = expression->IgnoreParens();
      if (const auto *subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression)) {
        expression = subscript->getBase();
      } else if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expression);
                 member && !member->isArrow()) {
        expression = member->getBase();
      } else if (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(expression);
                 cast && cast->getCastKind() == clang::CK_ArrayToPointerDecay) {
        expression = cast->getSubExpr();
      } else if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression);
                 unary && unary->getOpcode() == clang::UO_Deref) {
        expression = unary->getSubExpr();
      } else {
        break;
      }
    }
    if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression))
      reads.insert(reference);
  }

  llvm::DenseSet<const clang::VarDecl *> &written;
  llvm::SmallPtrSet<const clang::DeclRefExpr *, 16> reads;
};

} // namespace

bool frontend::StaticState::isNeverWritten(const clang::VarDecl *variable) {
  variable = variable->getCanonicalDecl();
  if (variable->isExternallyVisible() || variable->getType().isVolatileQualified())
    return false;
  if (!collected) {
    collected = true;
    WriteFinder(written).TraverseAST(ast);
  }
  return !written.contains(variable);
}
