// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads of scalar objects; constant variables are replaced by their value.

#include "FunctionImporter.h"
#include "MathFunctions.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

Value FunctionImporter::emitLoad(const Expr *glvalue) {
  SourceLocation location = glvalue->getExprLoc();
  const Expr *bare = glvalue->IgnoreParens();
  // Also what was just assigned is read again.
  if (bare->getType().isVolatileQualified()) {
    Value address = emitLValue(glvalue);
    return address ? loadObject(address, bare->getType(), location) : Value();
  }
  // Assignments hand on the value that they store, as clang's code does.
  Value result;
  if (const auto *compound = llvm::dyn_cast<clang::CompoundAssignOperator>(bare))
    return emitCompoundAssignment(compound, result) ? result : Value();
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(bare);
      binary && binary->getOpcode() == clang::BO_Assign)
    return emitScalarAssignment(binary, result) ? result : Value();
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(bare);
      unary && unary->isPrefix() && unary->isIncrementDecrementOp()) {
    Value oldValue;
    return emitIncrement(unary, oldValue, result) ? result : Value();
  }
  if (const auto *conditional = llvm::dyn_cast<clang::AbstractConditionalOperator>(bare))
    return emitConditional(conditional);
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(bare))
    if (std::optional<Value> chosen = emitExtremum(call))
      return *chosen;
  const clang::ValueDecl *declaration = nullptr;
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(bare))
    declaration = reference->getDecl();
  else if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(bare))
    declaration = member->getMemberDecl();
  if (const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(declaration))
    if (Value value = emitConstantVariable(bare, variable))
      return value;
  Value address = emitLValue(glvalue);
  if (!address)
    return {};
  if (!cxx::isScalarType(llvm::cast<cxx::PtrType>(address.getType()).getPointee()))
    return refuseNode(glvalue);
  return load(address, location);
}

/// True when evaluating the initializer again gives the same value and does nothing else.
static bool isRecomputable(const Expr *expression, const clang::ASTContext &ast) {
  expression = expression->IgnoreParens();
  switch (expression->getStmtClass()) {
  case Stmt::FloatingLiteralClass:
  case Stmt::IntegerLiteralClass:
    return true;
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::CXXStaticCastExprClass:
    return isRecomputable(llvm::cast<clang::CastExpr>(expression)->getSubExpr(), ast);
  case Stmt::UnaryOperatorClass: {
    const auto *unary = llvm::cast<clang::UnaryOperator>(expression);
    return !unary->isIncrementDecrementOp() && unary->getOpcode() != clang::UO_Deref &&
           unary->getOpcode() != clang::UO_AddrOf && isRecomputable(unary->getSubExpr(), ast);
  }
  case Stmt::BinaryOperatorClass: {
    const auto *binary = llvm::cast<clang::BinaryOperator>(expression);
    return !binary->isAssignmentOp() && isRecomputable(binary->getLHS(), ast) &&
           isRecomputable(binary->getRHS(), ast);
  }
  case Stmt::DeclRefExprClass: {
    const auto *variable =
        llvm::dyn_cast<clang::VarDecl>(llvm::cast<clang::DeclRefExpr>(expression)->getDecl());
    if (!variable || !variable->hasGlobalStorage() || !variable->getType().isConstant(ast) ||
        variable->getType().isVolatileQualified())
      return false;
    const clang::VarDecl *definition = variable->getInitializingDeclaration();
    return definition && definition->hasInit() && isRecomputable(definition->getInit(), ast);
  }
  case Stmt::CallExprClass: {
    const auto *call = llvm::cast<clang::CallExpr>(expression);
    const clang::FunctionDecl *callee = call->getDirectCallee();
    return callee && (isMathFunction(callee) || callee->isConstexpr()) &&
           llvm::all_of(call->arguments(),
                        [&](const Expr *argument) { return isRecomputable(argument, ast); });
  }
  default:
    return false;
  }
}

bool FunctionImporter::isRecomputedConstant(const clang::VarDecl *variable) const {
  QualType type = variable->getType();
  return type.isConstant(ast) && !type->isReferenceType() &&
         (type->isRealFloatingType() || type->isIntegralOrEnumerationType()) &&
         variable->hasInit() && isRecomputable(variable->getInit(), ast);
}

/// Clang emits the value of a constant variable instead of a read under the same condition.
Value FunctionImporter::emitConstantVariable(const Expr *reference,
                                             const clang::VarDecl *variable) {
  SourceLocation location = reference->getExprLoc();
  QualType type = variable->getType().getNonReferenceType();
  if (!type.isConstQualified() || type.isVolatileQualified() ||
      !(type->isRealFloatingType() || type->isIntegralOrEnumerationType()) ||
      llvm::isa<clang::ParmVarDecl>(variable))
    return {};
  Expr::EvalResult result;
  if (reference->EvaluateAsRValue(result, ast) && !result.HasSideEffects)
    if (Value value = emitConstant(result.Val, type, location))
      return value;
  // Initialized once, before its first use: `const double pi = std::acos(-1.0);`.
  const clang::VarDecl *definition = variable->getInitializingDeclaration();
  if (!definition || !variable->hasGlobalStorage() || !isRecomputedConstant(definition))
    return {};
  Value value = emitScalar(definition->getInit());
  // It was a read: no operation of the initializer combines with those of this expression.
  return value ? throughMemory(value, location) : Value();
}

Value FunctionImporter::throughMemory(Value value, SourceLocation location) {
  Value temporary = createAlloca(value.getType(), "", location);
  store(value, temporary, location);
  return load(temporary, location);
}
