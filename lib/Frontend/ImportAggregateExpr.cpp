// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prvalues of record and array type: evaluated into storage that their user provides.

#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "ImportVector.h"
#include "MemberPointers.h"
#include "clang/AST/ComparisonCategories.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

namespace {

/// Evaluates one record or array expression into its destination.
class AggregateEmitter {
public:
  AggregateEmitter(FunctionImporter &importer, Value destination)
      : importer(importer), destination(destination) {}

  LogicalResult emit(const Expr *expression);

private:
  LogicalResult emitCast(const clang::CastExpr *cast);
  LogicalResult emitConditional(const clang::AbstractConditionalOperator *expression);
  LogicalResult emitInitList(const clang::InitListExpr *list);
  LogicalResult emitParenthesizedInit(const clang::CXXParenListInitExpr *list);
  /// `values` may be fewer than the parts of the object.
  LogicalResult emitRecordInit(const Expr *list, llvm::ArrayRef<Expr *> values,
                               const clang::RecordDecl *record);
  LogicalResult emitArrayInit(const Expr *list, llvm::ArrayRef<Expr *> values, const Expr *filler);
  LogicalResult emitArrayLoop(const clang::ArrayInitLoopExpr *loop);
  LogicalResult emitString(const clang::StringLiteral *literal);
  LogicalResult emitAssignment(const clang::BinaryOperator *expression);
  LogicalResult emitThreeWay(const clang::BinaryOperator *expression);
  LogicalResult copyFrom(const Expr *glvalue);
  LogicalResult refuse(const Expr *expression) {
    importer.refuseNode(expression);
    return failure();
  }

  FunctionImporter &importer;
  Value destination;
};

} // namespace

LogicalResult FunctionImporter::emitAggregate(const Expr *expression, Value destination) {
  return AggregateEmitter(*this, destination).emit(expression);
}

Value FunctionImporter::emitToTemporary(const Expr *expression, Lifetime lifetime) {
  SourceLocation location = expression->getExprLoc();
  Value temporary = createTemporary(expression->getType(), location);
  if (!temporary || emitInitializer(expression, expression->getType(), temporary).failed())
    return {};
  pushDestruction(expression->getType(), temporary, location, lifetime);
  return temporary;
}

LogicalResult FunctionImporter::emitInitializer(const Expr *expression, QualType type,
                                                Value destination) {
  if (isAggregateType(type))
    return emitAggregate(expression, destination);
  if (type->isReferenceType()) {
    Value target = emitLValue(expression);
    if (target)
      store(target, destination, expression->getExprLoc());
    return success(static_cast<bool>(target));
  }
  Value value = emitScalar(expression);
  if (value)
    storeObject(value, destination, type, expression->getExprLoc());
  return success(static_cast<bool>(value));
}

LogicalResult AggregateEmitter::emit(const Expr *expression) {
  if (expression->getType()->isAnyComplexType() && ComplexEmitter::isComputed(expression))
    return ComplexEmitter(importer).emitInto(expression, destination);
  if (expression->isGLValue())
    return copyFrom(expression);
  if (std::optional<LogicalResult> pointer =
          emitMemberFunctionPointer(importer, expression, destination))
    return *pointer;
  if (std::optional<LogicalResult> vector = emitVector(importer, expression, destination))
    return *vector;
  switch (expression->getStmtClass()) {
  case Stmt::ParenExprClass:
    return emit(llvm::cast<clang::ParenExpr>(expression)->getSubExpr());
  case Stmt::ExprWithCleanupsClass: {
    FullExpression scope(importer);
    return emit(llvm::cast<clang::ExprWithCleanups>(expression)->getSubExpr());
  }
  case Stmt::CXXBindTemporaryExprClass:
    // Who provides the storage destroys the object.
    return emit(llvm::cast<clang::CXXBindTemporaryExpr>(expression)->getSubExpr());
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
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::BuiltinBitCastExprClass:
    return emitCast(llvm::cast<clang::CastExpr>(expression));
  case Stmt::ConditionalOperatorClass:
    return emitConditional(llvm::cast<clang::AbstractConditionalOperator>(expression));
  case Stmt::BinaryOperatorClass:
    return emitAssignment(llvm::cast<clang::BinaryOperator>(expression));
  case Stmt::InitListExprClass:
    return emitInitList(llvm::cast<clang::InitListExpr>(expression));
  case Stmt::DesignatedInitUpdateExprClass: {
    // The list has holes where the object keeps what it was.
    const auto *update = llvm::cast<clang::DesignatedInitUpdateExpr>(expression);
    return emit(update->getBase()).succeeded() ? emit(update->getUpdater()) : failure();
  }
  case Stmt::CXXParenListInitExprClass:
    return emitParenthesizedInit(llvm::cast<clang::CXXParenListInitExpr>(expression));
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    importer.zeroInitialize(destination, expression->getType(), expression->getExprLoc());
    return success();
  case Stmt::CompoundLiteralExprClass:
    return emit(llvm::cast<clang::CompoundLiteralExpr>(expression)->getInitializer());
  case Stmt::StringLiteralClass:
    return emitString(llvm::cast<clang::StringLiteral>(expression));
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    importer.emitCall(llvm::cast<clang::CallExpr>(expression), destination);
    return success(!importer.hasFailed());
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return importer.emitConstruct(llvm::cast<clang::CXXConstructExpr>(expression), destination);
  case Stmt::ArrayInitLoopExprClass:
    return emitArrayLoop(llvm::cast<clang::ArrayInitLoopExpr>(expression));
  case Stmt::StmtExprClass:
    importer.emitStatementExpression(llvm::cast<clang::StmtExpr>(expression), destination);
    return success(!importer.hasFailed());
  case Stmt::LambdaExprClass:
    return importer.emitLambda(llvm::cast<clang::LambdaExpr>(expression), destination);
  case Stmt::CXXStdInitializerListExprClass:
    return importer.emitInitializerListObject(
        llvm::cast<clang::CXXStdInitializerListExpr>(expression), destination);
  case Stmt::CXXInheritedCtorInitExprClass:
    return importer.emitInheritedConstruct(llvm::cast<clang::CXXInheritedCtorInitExpr>(expression),
                                           destination);
  case Stmt::CXXThrowExprClass:
    importer.refuse(expression->getExprLoc(), "unsupported-exception", "'throw' is not supported");
    return failure();
  default:
    return refuse(expression);
  }
}

LogicalResult AggregateEmitter::copyFrom(const Expr *glvalue) {
  SourceLocation location = glvalue->getExprLoc();
  Value source = importer.emitLValue(glvalue);
  if (!source)
    return failure();
  // Copying also needs the body of a record that was only pointed to so far.
  if (!importer.importType(glvalue->getType(), location))
    return failure();
  importer.copy(destination, source, location);
  return success();
}

LogicalResult AggregateEmitter::emitCast(const clang::CastExpr *cast) {
  switch (cast->getCastKind()) {
  case clang::CK_NoOp:
  case clang::CK_LValueToRValue:
  case clang::CK_UserDefinedConversion:
  case clang::CK_ConstructorConversion:
    return emit(cast->getSubExpr());
  case clang::CK_LValueToRValueBitCast:
    return copyFrom(cast->getSubExpr());
  default:
    importer.refuse(cast->getExprLoc(), "unsupported-cast",
                    "conversion from '" + cast->getSubExpr()->getType().getAsString() + "' to '" +
                        cast->getType().getAsString() + "' is not supported");
    return failure();
  }
}

LogicalResult
AggregateEmitter::emitConditional(const clang::AbstractConditionalOperator *expression) {
  Block *whenTrue = importer.createBlock(), *whenFalse = importer.createBlock();
  ConditionalEvaluation conditional(importer);
  if (importer.emitBranch(expression->getCond(), whenTrue, whenFalse).failed())
    return failure();
  Block *end = importer.createBlock();
  for (auto [block, arm] : {std::pair(whenTrue, expression->getTrueExpr()),
                            std::pair(whenFalse, expression->getFalseExpr())}) {
    importer.continueIn(block);
    if (importer.isThrow(arm))
      importer.emitIgnored(arm);
    else if (emit(arm).failed())
      return failure();
    importer.jump(end, expression->getQuestionLoc());
  }
  importer.continueIn(end);
  return success();
}

LogicalResult AggregateEmitter::emitAssignment(const clang::BinaryOperator *expression) {
  if (expression->getOpcode() == clang::BO_Comma) {
    importer.emitIgnored(expression->getLHS());
    return emit(expression->getRHS());
  }
  if (expression->getOpcode() == clang::BO_Cmp)
    return emitThreeWay(expression);
  if (expression->getOpcode() != clang::BO_Assign)
    return refuse(expression);
  // C: the value of an assignment. The right side may read the object that is assigned.
  if (!importer.importType(expression->getLHS()->getType(), expression->getOperatorLoc()))
    return failure();
  Value source = importer.emitToTemporary(expression->getRHS());
  Value target = source ? importer.emitLValue(expression->getLHS()) : Value();
  if (!target)
    return failure();
  importer.copy(target, source, expression->getOperatorLoc());
  importer.copy(destination, source, expression->getOperatorLoc());
  return success();
}

// `x <=> y` of numbers and pointers: an object that holds one of the category's integers.
LogicalResult AggregateEmitter::emitThreeWay(const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  const clang::ComparisonCategoryInfo &category =
      importer.ast.CompCategories.getInfoForType(expression->getType());
  Value lhs = importer.emitScalar(expression->getLHS());
  Value rhs = lhs ? importer.emitScalar(expression->getRHS()) : Value();
  if (!rhs || !importer.importType(expression->getType(), location))
    return failure();
  const clang::FieldDecl *member = *category.Record->getDefinition()->field_begin();
  Value address = importer.emitFieldAddress(destination, member, location);
  if (!address)
    return failure();
  mlir::Type type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  auto value = [&](const clang::ComparisonCategoryInfo::ValueInfo *known) {
    return importer.constantInt(type, known->getIntValue().getSExtValue(), location);
  };
  auto choose = [&](clang::BinaryOperatorKind opcode, Value chosen, Value other) -> Value {
    Value holds = importer.emitOrder(opcode, lhs, rhs, expression->getLHS()->getType(), location);
    return mlir::arith::SelectOp::create(importer.builder, importer.at(location), holds, chosen,
                                         other);
  };
  Value equal = value(category.getEqualOrEquiv());
  Value result =
      category.isPartial() ? choose(clang::BO_EQ, equal, value(category.getUnordered())) : equal;
  result = choose(clang::BO_GT, value(category.getGreater()), result);
  result = choose(clang::BO_LT, value(category.getLess()), result);
  importer.store(result, address, location);
  return success();
}

LogicalResult AggregateEmitter::emitInitList(const clang::InitListExpr *list) {
  if (list->isTransparent())
    return emit(list->getInit(0));
  QualType type = list->getType();
  if (const clang::ArrayType *array = importer.ast.getAsArrayType(type)) {
    // `char s[] = {"text"}`.
    if (list->isStringLiteralInit())
      return emit(list->getInit(0));
    return emitArrayInit(list, list->inits(), list->getArrayFiller());
  }
  if (const clang::RecordDecl *record = type->getAsRecordDecl())
    return emitRecordInit(list, list->inits(), record);
  return refuse(list);
}

LogicalResult AggregateEmitter::emitParenthesizedInit(const clang::CXXParenListInitExpr *list) {
  auto *values = const_cast<clang::CXXParenListInitExpr *>(list);
  if (importer.ast.getAsArrayType(list->getType()))
    return emitArrayInit(list, values->getInitExprs(), list->getArrayFiller());
  if (const clang::RecordDecl *record = list->getType()->getAsRecordDecl())
    return emitRecordInit(list, values->getInitExprs(), record);
  return refuse(list);
}

/// The member that a list in braces or parentheses initializes in a union; null: none.
static const clang::FieldDecl *getInitializedMember(const Expr *list) {
  if (const auto *braces = llvm::dyn_cast<clang::InitListExpr>(list))
    return braces->getInitializedFieldInUnion();
  return llvm::cast<clang::CXXParenListInitExpr>(list)->getInitializedFieldInUnion();
}

LogicalResult AggregateEmitter::emitRecordInit(const Expr *list, llvm::ArrayRef<Expr *> values,
                                               const clang::RecordDecl *record) {
  SourceLocation location = list->getExprLoc();
  if (!importer.module.types.complete(record, location, importer.function))
    return importer.refuseQuietly();
  llvm::SaveAndRestore<Value> object(importer.initializedObject, destination);
  PartialObject parts(importer);
  unsigned next = 0;
  if (const auto *classRecord = llvm::dyn_cast<clang::CXXRecordDecl>(record)) {
    for (const clang::CXXBaseSpecifier &base : classRecord->bases()) {
      if (next == values.size())
        return refuse(list);
      const Expr *value = values[next++];
      Value address = importer.emitBaseSubobject(destination, classRecord, base, location);
      if (!address || importer.emitAggregate(value, address).failed())
        return failure();
      parts.addPart(base.getType(), address, location);
    }
  }
  const clang::FieldDecl *member = record->isUnion() ? getInitializedMember(list) : nullptr;
  if (record->isUnion() && !member) {
    importer.zeroInitialize(destination, list->getType(), location);
    return success();
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isUnnamedBitField() || (record->isUnion() && field != member))
      continue;
    Value address = importer.emitFieldAddress(destination, field, location);
    if (!address)
      return failure();
    if (next == values.size()) {
      importer.zeroInitialize(address, field->getType(), location);
      continue;
    }
    const Expr *value = values[next++];
    if (llvm::isa<clang::NoInitExpr>(value))
      continue;
    if (importer.emitInitializer(value, field->getType(), address).failed())
      return failure();
    parts.addPart(field->getType(), address, location);
  }
  return success();
}

LogicalResult AggregateEmitter::emitArrayInit(const Expr *list, llvm::ArrayRef<Expr *> values,
                                              const Expr *filler) {
  SourceLocation location = list->getExprLoc();
  auto type =
      llvm::dyn_cast<cxx::ArrayType>(llvm::cast<cxx::PtrType>(destination.getType()).getPointee());
  if (!type)
    return refuse(list);
  uint64_t given = values.size(), size = type.getSize();
  QualType elementType = importer.ast.getAsArrayType(list->getType())->getElementType();
  bool zeroFilled = !filler || llvm::isa<clang::ImplicitValueInitExpr>(filler);
  // A whole array of zeros is one operation.
  if (given == 0 && zeroFilled) {
    importer.zeroInitialize(destination, list->getType(), location);
    return success();
  }
  bool fillFirst = zeroFilled && size > given + 16;
  if (fillFirst)
    importer.zeroInitialize(destination, list->getType(), location);
  PartialObject elements(importer);
  for (uint64_t i = 0; i < (fillFirst ? given : size); ++i) {
    const Expr *value = i < given ? values[i] : filler;
    if (llvm::isa_and_nonnull<clang::NoInitExpr>(value))
      continue;
    Value address = importer.element(destination, importer.constantIndex(i, location), location);
    if (!value)
      importer.zeroInitialize(address, elementType, location);
    else if (importer.emitInitializer(value, elementType, address).failed())
      return failure();
    elements.addPart(elementType, address, location);
  }
  return success();
}

LogicalResult AggregateEmitter::emitString(const clang::StringLiteral *literal) {
  Value source = importer.emitStringLiteral(literal);
  if (!source)
    return failure();
  // The array may be longer or shorter than the literal.
  if (source.getType() == destination.getType()) {
    importer.copy(destination, source, literal->getExprLoc());
    return success();
  }
  SourceLocation location = literal->getExprLoc();
  auto type =
      llvm::cast<cxx::ArrayType>(llvm::cast<cxx::PtrType>(destination.getType()).getPointee());
  for (uint64_t i = 0; i < type.getSize(); ++i) {
    uint32_t unit = i < literal->getLength() ? literal->getCodeUnit(i) : 0;
    Value address = importer.element(destination, importer.constantIndex(i, location), location);
    int64_t value = literal->getCharByteWidth() == 1   ? int8_t(unit)
                    : literal->getCharByteWidth() == 2 ? int16_t(unit)
                                                       : int32_t(unit);
    importer.store(importer.constantInt(type.getElementType(), value, location), address, location);
  }
  return success();
}

// Member-wise copies of array members and structured bindings of arrays.
LogicalResult AggregateEmitter::emitArrayLoop(const clang::ArrayInitLoopExpr *loop) {
  SourceLocation location = loop->getExprLoc();
  const clang::OpaqueValueExpr *common = loop->getCommonExpr();
  if (!importer.opaqueValues.count(common)) {
    Value source = importer.emitLValue(common->getSourceExpr());
    if (!source)
      return failure();
    importer.opaqueValues[common] = source;
  }
  auto forget = llvm::make_scope_exit([&] { importer.opaqueValues.erase(common); });
  QualType elementType = importer.ast.getAsConstantArrayType(loop->getType())->getElementType();
  uint64_t size = loop->getArraySize().getZExtValue();
  if (size > 64) {
    // Elements of scalar type: one copy says the same.
    if (isAggregateType(elementType) && !elementType.isTriviallyCopyableType(importer.ast))
      return refuse(loop);
    importer.copy(destination, importer.opaqueValues[common], location);
    return success();
  }
  PartialObject elements(importer);
  for (uint64_t i = 0; i < size; ++i) {
    Value index = importer.constantIndex(i, location);
    llvm::SaveAndRestore<Value> saved(importer.arrayInitIndex, index);
    Value address = importer.element(destination, index, location);
    if (importer.emitInitializer(loop->getSubExpr(), elementType, address).failed())
      return failure();
    elements.addPart(elementType, address, location);
  }
  return success();
}
