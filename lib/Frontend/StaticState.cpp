// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static variables that nothing writes. A use that is not recognized as a read counts as a write.
// Whoever names a function may call it.

#include "StaticState.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

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

/// Finds which functions name a variable or another function.
class UserFinder : public clang::RecursiveASTVisitor<UserFinder> {
public:
  using Visit = llvm::function_ref<void(const clang::Decl *, const clang::FunctionDecl *)>;

  explicit UserFinder(Visit note) : note(note) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool TraverseDecl(clang::Decl *declaration) {
    const auto *function = llvm::dyn_cast_or_null<clang::FunctionDecl>(declaration);
    // The body of a lambda belongs to the function around it.
    bool isBoundary = function && !isCallOperator(function);
    llvm::SaveAndRestore<const clang::FunctionDecl *> scope(
        user, isBoundary ? function->getCanonicalDecl() : user);
    return RecursiveASTVisitor::TraverseDecl(declaration);
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *reference) { return add(reference->getDecl()); }
  bool VisitMemberExpr(clang::MemberExpr *member) { return add(member->getMemberDecl()); }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr *construct) {
    return add(construct->getConstructor());
  }

private:
  static bool isCallOperator(const clang::FunctionDecl *function) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
    return method && method->getParent()->isLambda();
  }
  bool add(const clang::Decl *declaration) {
    if (llvm::isa<clang::FunctionDecl>(declaration) ||
        (llvm::isa<clang::VarDecl>(declaration) &&
         llvm::cast<clang::VarDecl>(declaration)->hasGlobalStorage()))
      note(declaration->getCanonicalDecl(), user);
    return true;
  }

  Visit note;
  const clang::FunctionDecl *user = nullptr;
};

} // namespace

void frontend::StaticState::collectUsers() {
  if (collectedUsers)
    return;
  collectedUsers = true;
  UserFinder([&](const clang::Decl *used, const clang::FunctionDecl *user) {
    users[used].insert(user);
  }).TraverseAST(ast);
}

bool frontend::StaticState::isReachedThrough(const clang::VarDecl *variable,
                                             const clang::FunctionDecl *function) {
  variable = variable->getCanonicalDecl();
  if (variable->isExternallyVisible() ||
      ast.getBaseElementType(variable->getType()).isVolatileQualified())
    return false;
  if (variable->isStaticLocal())
    return true;
  collectUsers();
  function = function->getCanonicalDecl();
  llvm::SmallVector<const clang::Decl *> work = {variable};
  llvm::DenseSet<const clang::Decl *> seen;
  while (!work.empty())
    for (const clang::FunctionDecl *user : users.lookup(work.pop_back_val())) {
      if (user == function)
        continue;
      // Virtual functions and destructors are called where no name stands.
      const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(user);
      if (!user || user->isExternallyVisible() || (method && method->isVirtual()) ||
          llvm::isa<clang::CXXDestructorDecl>(user))
        return false;
      if (seen.insert(user).second)
        work.push_back(user);
    }
  return true;
}

bool frontend::StaticState::isNeverWritten(const clang::VarDecl *variable) {
  variable = variable->getCanonicalDecl();
  if (variable->isExternallyVisible() ||
      ast.getBaseElementType(variable->getType()).isVolatileQualified())
    return false;
  if (!collected) {
    collected = true;
    WriteFinder(written).TraverseAST(ast);
  }
  return !written.contains(variable);
}
