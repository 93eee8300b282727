// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements without loops and switches: dispatch, blocks, conditions, jumps, returns.

#include "FunctionImporter.h"
#include "ImportVector.h"
#include "OpaqueFunctions.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "clang/AST/StmtObjC.h"
#include "clang/AST/StmtOpenMP.h"

using namespace costate;
using namespace costate::frontend;

void FunctionImporter::emitStatement(const Stmt *statement) {
  if (const auto *expression = llvm::dyn_cast<Expr>(statement)) {
    FullExpression scope(*this);
    return emitIgnored(expression);
  }
  SourceLocation location = statement->getBeginLoc();
  switch (statement->getStmtClass()) {
  case Stmt::NullStmtClass:
    return;
  case Stmt::CompoundStmtClass: {
    CleanupScope scope(*this);
    for (const Stmt *child : llvm::cast<clang::CompoundStmt>(statement)->body())
      emitStatement(child);
    return;
  }
  case Stmt::DeclStmtClass:
    for (const clang::Decl *declaration : llvm::cast<clang::DeclStmt>(statement)->decls())
      emitDeclaration(declaration);
    return;
  case Stmt::AttributedStmtClass:
    return emitStatement(llvm::cast<clang::AttributedStmt>(statement)->getSubStmt());
  case Stmt::IfStmtClass:
    return emitIf(llvm::cast<clang::IfStmt>(statement));
  case Stmt::ForStmtClass:
    return emitFor(llvm::cast<clang::ForStmt>(statement));
  case Stmt::WhileStmtClass:
    return emitWhile(llvm::cast<clang::WhileStmt>(statement));
  case Stmt::DoStmtClass:
    return emitDo(llvm::cast<clang::DoStmt>(statement));
  case Stmt::CXXForRangeStmtClass:
    return emitRangeFor(llvm::cast<clang::CXXForRangeStmt>(statement));
  case Stmt::SwitchStmtClass:
    return emitSwitch(llvm::cast<clang::SwitchStmt>(statement));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass: {
    const auto *label = llvm::cast<clang::SwitchCase>(statement);
    Block *block = caseBlocks.lookup(label);
    if (!block)
      return void(refuseNode(statement));
    jump(block, location);
    continueIn(block);
    return emitStatement(label->getSubStmt());
  }
  case Stmt::ReturnStmtClass:
    return emitReturn(llvm::cast<clang::ReturnStmt>(statement));
  case Stmt::BreakStmtClass:
    emitCleanups(jumps.breakDepth);
    jump(jumps.breakTarget, location);
    return startUnreachable();
  case Stmt::ContinueStmtClass:
    emitCleanups(jumps.continueDepth);
    jump(jumps.continueTarget, location);
    return startUnreachable();
  case Stmt::GotoStmtClass:
    return emitGoto(llvm::cast<clang::GotoStmt>(statement));
  case Stmt::IndirectGotoStmtClass:
    return void(refuse(location, "unsupported-goto",
                       "'goto' to a computed label is not supported; use a 'switch'"));
  case Stmt::LabelStmtClass:
    return emitLabel(llvm::cast<clang::LabelStmt>(statement));
  case Stmt::CXXTryStmtClass:
    return emitTry(llvm::cast<clang::CXXTryStmt>(statement));
  case Stmt::CXXCatchStmtClass:
    return void(refuse(location, "unsupported-exception", "'try' is not supported"));
  case Stmt::GCCAsmStmtClass:
    if (isAssemblyComment(statement)) {
      for (const Stmt *operand : statement->children())
        if (const auto *value = llvm::dyn_cast<Expr>(operand); value && value->HasSideEffects(ast))
          emitIgnored(value);
      return;
    }
    if (emitVectorInstruction(*this, llvm::cast<clang::GCCAsmStmt>(statement)))
      return;
    [[fallthrough]];
  case Stmt::MSAsmStmtClass:
    return void(refuse(location, "unsupported-asm", "inline assembly is not supported"));
  case Stmt::CoroutineBodyStmtClass:
  case Stmt::CoreturnStmtClass:
    return void(refuse(location, "unsupported-coroutine", "coroutines are not supported"));
  default:
    if (llvm::isa<clang::OMPExecutableDirective>(statement))
      return void(refuse(location, "unsupported-openmp", "OpenMP directives are not supported"));
    return void(refuseNode(statement));
  }
}

/// True when a jump may lead into the statement.
static bool hasLabel(const Stmt *statement) {
  if (!statement)
    return false;
  if (llvm::isa<clang::LabelStmt, clang::SwitchCase>(statement))
    return true;
  return llvm::any_of(statement->children(), hasLabel);
}

/// The arm that is left when the condition is known, as in clang's code: the other one may hold
/// what makes sense for other template arguments only. Null inside: nothing is left.
static std::optional<const Stmt *> getKnownArm(const clang::IfStmt *statement,
                                               const clang::ASTContext &ast) {
  const Expr *condition = statement->getCond();
  Expr::EvalResult known;
  if (statement->getConditionVariable() || condition->isValueDependent() ||
      !condition->EvaluateAsInt(known, ast) || known.HasSideEffects)
    return std::nullopt;
  const Stmt *chosen = statement->getThen(), *other = statement->getElse();
  if (!known.Val.getInt().getBoolValue())
    std::swap(chosen, other);
  return hasLabel(other) ? std::nullopt : std::optional<const Stmt *>(chosen);
}

void FunctionImporter::emitIf(const clang::IfStmt *statement) {
  SourceLocation location = statement->getIfLoc();
  CleanupScope scope(*this);
  if (statement->getInit())
    emitStatement(statement->getInit());
  if (statement->isConsteval()) {
    // At run time only one of the two exists.
    const Stmt *chosen =
        statement->isNegatedConsteval() ? statement->getThen() : statement->getElse();
    if (chosen)
      emitStatement(chosen);
    return;
  }
  if (statement->getConditionVariable())
    emitLocalVariable(statement->getConditionVariable());
  if (std::optional<const Stmt *> chosen = statement->getNondiscardedCase(ast)) {
    if (*chosen)
      emitStatement(*chosen);
    return;
  }
  // C's assert: `if (condition) ; else __assert_fail(...)`.
  if (llvm::isa<clang::NullStmt>(statement->getThen()) && statement->getElse())
    if (const auto *otherwise = llvm::dyn_cast<Expr>(statement->getElse()))
      if (emitAssertion(statement->getCond(), otherwise))
        return;
  if (std::optional<const Stmt *> chosen = getKnownArm(statement, ast)) {
    if (*chosen)
      emitStatement(*chosen);
    return;
  }
  Block *thenBlock = createBlock(), *endBlock = createBlock();
  Block *elseBlock = statement->getElse() ? createBlock() : endBlock;
  if (emitBranch(statement->getCond(), thenBlock, elseBlock).failed())
    return;
  continueIn(thenBlock);
  emitStatement(statement->getThen());
  jump(endBlock, location);
  if (statement->getElse()) {
    continueIn(elseBlock);
    emitStatement(statement->getElse());
    jump(endBlock, location);
  }
  continueIn(endBlock);
}

LogicalResult FunctionImporter::emitBranch(const Expr *condition, Block *whenTrue,
                                           Block *whenFalse) {
  condition = condition->IgnoreParens();
  SourceLocation location = condition->getExprLoc();
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(condition);
      unary && unary->getOpcode() == clang::UO_LNot)
    return emitBranch(unary->getSubExpr(), whenFalse, whenTrue);
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(condition);
      binary && binary->isLogicalOp()) {
    bool isAnd = binary->getOpcode() == clang::BO_LAnd;
    Block *second = createBlock();
    ConditionalEvaluation conditional(*this);
    if (emitBranch(binary->getLHS(), isAnd ? second : whenTrue, isAnd ? whenFalse : second)
            .failed())
      return failure();
    continueIn(second);
    return emitBranch(binary->getRHS(), whenTrue, whenFalse);
  }
  Value value = toBool(condition);
  if (!value)
    return failure();
  branch(value, whenTrue, whenFalse, location);
  return success();
}

void FunctionImporter::emitReturn(const clang::ReturnStmt *statement) {
  SourceLocation location = statement->getReturnLoc();
  const Expr *expression = statement->getRetValue();
  QualType type = function->getReturnType();
  Value result;
  if (expression && type->isReferenceType()) {
    result = emitLValue(expression);
  } else if (expression && isAggregateType(type)) {
    const clang::VarDecl *variable = statement->getNRVOCandidate();
    bool isThere = variable && isReturnedObject(variable);
    if (!isThere && emitAggregate(expression, sretPointer).failed())
      return;
  } else if (expression && !type->isVoidType()) {
    result = emitScalar(expression);
  } else if (expression) {
    emitIgnored(expression);
  }
  if (const clang::VarDecl *variable = statement->getNRVOCandidate())
    if (Value flag = returnedObjectFlags.lookup(variable))
      store(constantInt(builder.getI1Type(), 0, location), flag, location);
  emitCleanups(0);
  bool needsResult = op.getFunctionType().getNumResults() != 0;
  if (needsResult && !result) {
    if (!failed)
      refuse(location, "unsupported-construct", "return without a value is not supported");
    return;
  }
  mlir::func::ReturnOp::create(builder, at(location),
                               needsResult ? mlir::ValueRange(result) : mlir::ValueRange());
  startUnreachable();
}

Value FunctionImporter::emitStatementExpression(const clang::StmtExpr *expression,
                                                Value destination) {
  const clang::CompoundStmt *body = expression->getSubStmt();
  QualType type = expression->getType();
  Value result;
  CleanupScope scope(*this);
  for (const Stmt *statement : body->body()) {
    const Expr *last = llvm::dyn_cast<Expr>(statement);
    if (statement != body->body_back() || !last || type->isVoidType())
      emitStatement(statement);
    else if (isAggregateType(type))
      (void)emitAggregate(last, destination);
    else
      result = emitScalar(last);
  }
  scope.leave();
  if (result)
    result = throughMemory(result, expression->getEndLoc());
  return result;
}
