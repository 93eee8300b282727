// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prvalues of integer, float and pointer type (and void): dispatch, literals, constants,
// conditionals.

#include "FunctionImporter.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

namespace {

/// Values of the scalar expressions of one function.
class ScalarEmitter {
public:
  explicit ScalarEmitter(FunctionImporter &importer) : importer(importer) {}

  Value emit(const Expr *expression);
  Value emitConditional(const clang::AbstractConditionalOperator *expression);

private:
  Value emitDeclRef(const clang::DeclRefExpr *expression);
  Value emitLiteral(const Expr *expression);
  Value emitVariableSize(const clang::UnaryExprOrTypeTraitExpr *expression);
  Value emitCompileTimeValue(const Expr *expression);
  Value emitInitList(const clang::InitListExpr *expression);
  Value emitZero(const Expr *expression);

  FunctionImporter &importer;
};

} // namespace

Value FunctionImporter::emitScalar(const Expr *expression) {
  Value value = ScalarEmitter(*this).emit(expression);
  bool leadsToObject = value && expression->getType()->isPointerType();
  return leadsToObject ? toPartPointer(value, expression->getExprLoc()) : value;
}

Value FunctionImporter::emitConditional(const clang::AbstractConditionalOperator *expression) {
  return ScalarEmitter(*this).emitConditional(expression);
}

void FunctionImporter::emitIgnored(const Expr *expression) {
  if (const auto *full = llvm::dyn_cast<clang::ExprWithCleanups>(expression)) {
    FullExpression scope(*this);
    return emitIgnored(full->getSubExpr());
  }
  if (expression->isGLValue()) {
    // Naming an object without reading it has no effect but those of its parts.
    if (expression->HasSideEffects(ast))
      emitLValue(expression);
    return;
  }
  if (isAggregateType(expression->getType()))
    emitToTemporary(expression);
  else
    emitScalar(expression);
}

Value ScalarEmitter::emit(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  switch (expression->getStmtClass()) {
  case Stmt::ParenExprClass:
    return emit(llvm::cast<clang::ParenExpr>(expression)->getSubExpr());
  case Stmt::ExprWithCleanupsClass: {
    FullExpression scope(importer);
    return emit(llvm::cast<clang::ExprWithCleanups>(expression)->getSubExpr());
  }
  case Stmt::ConstantExprClass:
    return emit(llvm::cast<clang::ConstantExpr>(expression)->getSubExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return emit(llvm::cast<clang::SubstNonTypeTemplateParmExpr>(expression)->getReplacement());
  case Stmt::CXXDefaultArgExprClass:
    return emit(llvm::cast<clang::CXXDefaultArgExpr>(expression)->getExpr());
  case Stmt::CXXDefaultInitExprClass: {
    // `this` is the object under construction, also in an aggregate's initializer.
    llvm::SaveAndRestore<Value> object(importer.thisPointer, importer.initializedObject);
    return emit(llvm::cast<clang::CXXDefaultInitExpr>(expression)->getExpr());
  }
  case Stmt::GenericSelectionExprClass:
    return emit(llvm::cast<clang::GenericSelectionExpr>(expression)->getResultExpr());
  case Stmt::ChooseExprClass:
    return emit(llvm::cast<clang::ChooseExpr>(expression)->getChosenSubExpr());
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return emit(llvm::cast<clang::CXXRewrittenBinaryOperator>(expression)->getSemanticForm());
  case Stmt::IntegerLiteralClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CharacterLiteralClass:
    return emitLiteral(expression);
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return emitZero(expression);
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::ArrayTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::SourceLocExprClass:
    return emitCompileTimeValue(expression);
  case Stmt::DeclRefExprClass:
    return emitDeclRef(llvm::cast<clang::DeclRefExpr>(expression));
  case Stmt::MemberExprClass: {
    // An enumerator that is named through an object.
    const auto *member = llvm::cast<clang::MemberExpr>(expression);
    if (!llvm::isa<clang::EnumConstantDecl>(member->getMemberDecl()))
      return importer.refuseNode(expression);
    importer.emitIgnored(member->getBase());
    return emitCompileTimeValue(expression);
  }
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXDynamicCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::CXXReinterpretCastExprClass:
  case Stmt::BuiltinBitCastExprClass:
    return importer.emitConversion(llvm::cast<clang::CastExpr>(expression));
  case Stmt::UnaryOperatorClass:
    return importer.emitUnary(llvm::cast<clang::UnaryOperator>(expression));
  case Stmt::BinaryOperatorClass:
    return importer.emitBinary(llvm::cast<clang::BinaryOperator>(expression));
  case Stmt::CompoundAssignOperatorClass: {
    Value result;
    Value address = importer.emitCompoundAssignment(
        llvm::cast<clang::CompoundAssignOperator>(expression), result);
    return address ? result : Value();
  }
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return emitConditional(llvm::cast<clang::AbstractConditionalOperator>(expression));
  case Stmt::CXXThisExprClass:
    if (importer.thisPointer)
      return importer.thisPointer;
    return importer.refuse(location, "unsupported-capture", "'this' is not available here");
  case Stmt::InitListExprClass:
    return emitInitList(llvm::cast<clang::InitListExpr>(expression));
  case Stmt::CXXParenListInitExprClass: {
    const auto *list = llvm::cast<clang::CXXParenListInitExpr>(expression);
    llvm::ArrayRef<Expr *> values = const_cast<clang::CXXParenListInitExpr *>(list)->getInitExprs();
    return values.size() == 1 ? emit(values.front()) : importer.refuseNode(expression);
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return importer.emitCall(llvm::cast<clang::CallExpr>(expression), Value());
  case Stmt::CXXNewExprClass:
    return importer.emitNew(llvm::cast<clang::CXXNewExpr>(expression));
  case Stmt::CXXDeleteExprClass:
    importer.emitDelete(llvm::cast<clang::CXXDeleteExpr>(expression));
    return {};
  case Stmt::StmtExprClass:
    return importer.emitStatementExpression(llvm::cast<clang::StmtExpr>(expression), Value());
  case Stmt::ArrayInitIndexExprClass:
    if (importer.arrayInitIndex)
      return importer.arrayInitIndex;
    return importer.refuseNode(expression);
  case Stmt::OpaqueValueExprClass: {
    const auto *opaque = llvm::cast<clang::OpaqueValueExpr>(expression);
    if (Value known = importer.opaqueValues.lookup(opaque))
      return known;
    return opaque->getSourceExpr() ? emit(opaque->getSourceExpr())
                                   : importer.refuseNode(expression);
  }
  case Stmt::CXXThrowExprClass:
    importer.emitThrow(llvm::cast<clang::CXXThrowExpr>(expression));
    return {};
  case Stmt::CXXTypeidExprClass:
    return importer.refuse(location, "unsupported-typeid",
                           "'typeid' is supported where the result is compared at once: "
                           "'typeid(a) == typeid(b)'");
  case Stmt::VAArgExprClass:
    return importer.refuse(location, "unsupported-variadic", "'va_arg' is not supported");
  case Stmt::AtomicExprClass:
    return importer.emitAtomic(llvm::cast<clang::AtomicExpr>(expression));
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    return importer.refuse(location, "unsupported-coroutine", "coroutines are not supported");
  case Stmt::AddrLabelExprClass:
    return importer.refuse(location, "unsupported-goto",
                           "addresses of labels are not supported; use a 'switch'");
  default:
    return importer.refuseNode(expression);
  }
}

Value ScalarEmitter::emitLiteral(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  mlir::Type type = importer.importType(expression->getType(), location);
  if (!type)
    return {};
  Location at = importer.at(location);
  if (const auto *literal = llvm::dyn_cast<clang::FloatingLiteral>(expression))
    return arith::ConstantOp::create(importer.builder, at,
                                     mlir::FloatAttr::get(type, literal->getValue()));
  if (const auto *literal = llvm::dyn_cast<clang::IntegerLiteral>(expression))
    return arith::ConstantOp::create(importer.builder, at,
                                     mlir::IntegerAttr::get(type, literal->getValue()));
  if (const auto *literal = llvm::dyn_cast<clang::CXXBoolLiteralExpr>(expression))
    return importer.constantInt(type, literal->getValue(), location);
  unsigned character = llvm::cast<clang::CharacterLiteral>(expression)->getValue();
  return arith::ConstantOp::create(
      importer.builder, at,
      mlir::IntegerAttr::get(type,
                             llvm::APInt(32, character).zextOrTrunc(type.getIntOrFloatBitWidth())));
}

Value FunctionImporter::emitConstant(const clang::APValue &value, QualType type,
                                     SourceLocation location) {
  mlir::Type imported = importType(type, location);
  if (!imported)
    return {};
  if (!llvm::isa<mlir::IntegerType, mlir::FloatType>(imported))
    return {};
  auto attribute = llvm::dyn_cast_or_null<mlir::TypedAttr>(module.importConstant(value, imported));
  return attribute ? arith::ConstantOp::create(builder, at(location), attribute) : Value();
}

Value ScalarEmitter::emitCompileTimeValue(const Expr *expression) {
  Expr::EvalResult result;
  if (expression->EvaluateAsRValue(result, importer.ast) && !result.HasSideEffects)
    if (Value value =
            importer.emitConstant(result.Val, expression->getType(), expression->getExprLoc()))
      return value;
  if (const auto *trait = llvm::dyn_cast<clang::UnaryExprOrTypeTraitExpr>(expression);
      trait && trait->getKind() == clang::UETT_SizeOf &&
      trait->getTypeOfArgument()->isVariableArrayType())
    return emitVariableSize(trait);
  return importer.refuseNode(expression);
}

// `sizeof` of an array of variable length evaluates its operand.
Value ScalarEmitter::emitVariableSize(const clang::UnaryExprOrTypeTraitExpr *expression) {
  SourceLocation location = expression->getExprLoc();
  QualType type = expression->getTypeOfArgument();
  if (expression->isArgumentType() && importer.emitExtents(type, location).failed())
    return {};
  if (!expression->isArgumentType() && expression->getArgumentExpr()->HasSideEffects(importer.ast))
    importer.emitIgnored(expression->getArgumentExpr());
  Value count = importer.emitElementCount(type, location);
  if (!count)
    return {};
  while (const clang::VariableArrayType *array = importer.ast.getAsVariableArrayType(type))
    type = array->getElementType();
  int64_t size = importer.ast.getTypeSizeInChars(type).getQuantity();
  return arith::MulIOp::create(importer.builder, importer.at(location), count,
                               importer.constantIndex(size, location));
}

Value ScalarEmitter::emitZero(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  if (expression->getType()->isVoidType())
    return {};
  mlir::Type type = importer.importType(expression->getType(), location);
  if (expression->getType()->isMemberDataPointerType())
    return importer.constantIndex(-1, location);
  return type ? importer.zero(type, location) : Value();
}

Value ScalarEmitter::emitDeclRef(const clang::DeclRefExpr *expression) {
  // Only enumerators (and template value parameters) are prvalues.
  if (llvm::isa<clang::EnumConstantDecl>(expression->getDecl()))
    return emitCompileTimeValue(expression);
  return importer.refuse(expression->getLocation(), "unsupported-construct",
                         "use of '" + expression->getDecl()->getNameAsString() +
                             "' is not supported");
}

Value ScalarEmitter::emitInitList(const clang::InitListExpr *expression) {
  if (expression->getType()->isVoidType())
    return {};
  if (expression->getNumInits() == 0)
    return emitZero(expression);
  if (expression->getNumInits() == 1)
    return emit(expression->getInit(0));
  return importer.refuseNode(expression);
}

Value ScalarEmitter::emitConditional(const clang::AbstractConditionalOperator *expression) {
  SourceLocation location = expression->getQuestionLoc();
  bool isVoid = expression->getType()->isVoidType();
  if (isVoid && importer.emitAssertion(expression->getCond(), expression->getFalseExpr()))
    return {};
  mlir::Type type;
  if (!isVoid && !(type = importer.importType(expression->getType(), location)))
    return {};
  // A condition that is known leaves one arm, as in clang's code.
  Expr::EvalResult known;
  if (llvm::isa<clang::ConditionalOperator>(expression) &&
      expression->getCond()->EvaluateAsInt(known, importer.ast) && !known.HasSideEffects) {
    const Expr *arm =
        known.Val.getInt().getBoolValue() ? expression->getTrueExpr() : expression->getFalseExpr();
    if (isVoid)
      return importer.emitIgnored(arm), Value();
    return arm->isGLValue() ? importer.emitLoad(arm) : emit(arm);
  }
  if (const auto *elvis = llvm::dyn_cast<clang::BinaryConditionalOperator>(expression)) {
    const Expr *common = elvis->getCommon();
    Value value = common->isGLValue() ? importer.emitLValue(common) : emit(common);
    if (!value)
      return {};
    importer.opaqueValues[elvis->getOpaqueValue()] = value;
  }
  Block *whenTrue = importer.createBlock(), *whenFalse = importer.createBlock();
  ConditionalEvaluation conditional(importer);
  if (importer.emitBranch(expression->getCond(), whenTrue, whenFalse).failed())
    return {};
  Block *end = importer.createBlock();
  Value result = isVoid ? Value() : end->addArgument(type, importer.at(location));
  for (auto [block, arm] : {std::pair(whenTrue, expression->getTrueExpr()),
                            std::pair(whenFalse, expression->getFalseExpr())}) {
    importer.continueIn(block);
    if (isVoid || importer.isThrow(arm)) {
      importer.emitIgnored(arm);
      if (!isVoid) {
        importer.jump(end, location, importer.zero(type, location));
        continue;
      }
      importer.jump(end, location);
      continue;
    }
    // `condition ? x : y` of glvalues reads the chosen object.
    Value value = arm->isGLValue() ? importer.emitLoad(arm) : emit(arm);
    if (!value)
      return {};
    importer.jump(end, location, value);
  }
  importer.continueIn(end);
  return result;
}
