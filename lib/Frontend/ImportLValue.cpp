// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Glvalues: expressions that name an object give its address.

#include "ClassQueries.h"
#include "CodePointers.h"
#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "ImportVector.h"
#include "MemberPointers.h"
#include "PlainCalls.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

namespace {

/// Addresses of the glvalues of one function.
class LValueEmitter {
public:
  explicit LValueEmitter(FunctionImporter &importer) : importer(importer) {}

  Value emit(const Expr *expression);

private:
  Value emitDeclRef(const clang::DeclRefExpr *expression);
  Value emitVariable(const clang::VarDecl *variable, SourceLocation location);
  Value emitMember(const clang::MemberExpr *expression);
  Value emitCast(const clang::CastExpr *cast);
  Value emitUnary(const clang::UnaryOperator *expression);
  Value emitBinary(const clang::BinaryOperator *expression);
  Value emitConditional(const clang::ConditionalOperator *expression);
  Value emitTemporary(const clang::MaterializeTemporaryExpr *expression);
  Value emitTypeid(const clang::CXXTypeidExpr *expression);

  FunctionImporter &importer;
};

} // namespace

Value FunctionImporter::emitLValue(const Expr *expression) {
  return LValueEmitter(*this).emit(expression);
}

Value LValueEmitter::emit(const Expr *expression) {
  switch (expression->getStmtClass()) {
  case Stmt::ParenExprClass:
    return emit(llvm::cast<clang::ParenExpr>(expression)->getSubExpr());
  case Stmt::ConstantExprClass:
    return emit(llvm::cast<clang::ConstantExpr>(expression)->getSubExpr());
  case Stmt::ExprWithCleanupsClass: {
    FullExpression scope(importer);
    return emit(llvm::cast<clang::ExprWithCleanups>(expression)->getSubExpr());
  }
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
  case Stmt::DeclRefExprClass:
    return emitDeclRef(llvm::cast<clang::DeclRefExpr>(expression));
  case Stmt::MemberExprClass:
    return emitMember(llvm::cast<clang::MemberExpr>(expression));
  case Stmt::ArraySubscriptExprClass:
    return importer.emitSubscript(llvm::cast<clang::ArraySubscriptExpr>(expression));
  case Stmt::UnaryOperatorClass:
    return emitUnary(llvm::cast<clang::UnaryOperator>(expression));
  case Stmt::BinaryOperatorClass:
    return emitBinary(llvm::cast<clang::BinaryOperator>(expression));
  case Stmt::CompoundAssignOperatorClass: {
    if (expression->getType()->isVectorType())
      return emitVectorAssignment(importer, llvm::cast<clang::CompoundAssignOperator>(expression));
    Value result;
    const auto *compound = llvm::cast<clang::CompoundAssignOperator>(expression);
    ComplexValue complexResult;
    if (compound->getType()->isAnyComplexType())
      return ComplexEmitter(importer).emitCompound(compound, complexResult);
    return importer.emitCompoundAssignment(compound, result);
  }
  case Stmt::ConditionalOperatorClass:
    return emitConditional(llvm::cast<clang::ConditionalOperator>(expression));
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXDynamicCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::CXXReinterpretCastExprClass:
    return emitCast(llvm::cast<clang::CastExpr>(expression));
  case Stmt::MaterializeTemporaryExprClass:
    return emitTemporary(llvm::cast<clang::MaterializeTemporaryExpr>(expression));
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
    return importer.emitCall(llvm::cast<clang::CallExpr>(expression), Value());
  case Stmt::StringLiteralClass:
    return importer.emitStringLiteral(llvm::cast<clang::StringLiteral>(expression));
  case Stmt::PredefinedExprClass:
    return importer.emitStringLiteral(
        llvm::cast<clang::PredefinedExpr>(expression)->getFunctionName());
  case Stmt::CompoundLiteralExprClass:
    return importer.emitToTemporary(
        llvm::cast<clang::CompoundLiteralExpr>(expression)->getInitializer());
  case Stmt::InitListExprClass: {
    // `T &r{object}`.
    const auto *list = llvm::cast<clang::InitListExpr>(expression);
    if (list->getNumInits() == 1)
      return emit(list->getInit(0));
    return importer.refuseNode(expression);
  }
  case Stmt::OpaqueValueExprClass: {
    const auto *opaque = llvm::cast<clang::OpaqueValueExpr>(expression);
    if (Value known = importer.opaqueValues.lookup(opaque))
      return known;
    return opaque->getSourceExpr() ? emit(opaque->getSourceExpr())
                                   : importer.refuseNode(expression);
  }
  case Stmt::CXXTypeidExprClass:
    return emitTypeid(llvm::cast<clang::CXXTypeidExpr>(expression));
  default:
    return importer.refuseNode(expression);
  }
}

Value LValueEmitter::emitDeclRef(const clang::DeclRefExpr *expression) {
  const clang::ValueDecl *declaration = expression->getDecl();
  SourceLocation location = expression->getLocation();
  if (const auto *binding = llvm::dyn_cast<clang::BindingDecl>(declaration)) {
    if (Value captured = importer.variables.lookup(binding))
      return captured;
    if (const clang::VarDecl *holder = binding->getHoldingVar())
      return emitVariable(holder, location);
    return emit(binding->getBinding());
  }
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration))
    return emitVariable(variable, location);
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration))
    return emitFunctionAddress(importer, function, location);
  if (const auto *object = llvm::dyn_cast<clang::TemplateParamObjectDecl>(declaration)) {
    mlir::Type type = importer.importType(object->getType(), location);
    std::string symbol =
        type ? importer.module.getConstantTable(object, object->getValue(), type) : "";
    if (symbol.empty())
      return importer.refuse(location, "unsupported-template-object",
                             "a template parameter object of this type is not supported");
    return cxx::AddressOfOp::create(importer.builder, importer.at(location),
                                    cxx::PtrType::get(type), symbol);
  }
  return importer.refuse(location, "unsupported-construct",
                         "use of '" + declaration->getNameAsString() + "' is not supported");
}

Value LValueEmitter::emitVariable(const clang::VarDecl *variable, SourceLocation location) {
  if (Value known = importer.variables.lookup(variable))
    return importer.noteInactive(variable, known, location);
  if (!variable->hasGlobalStorage()) {
    if (importer.hasFailed()) // Its declaration was refused.
      return {};
    if (std::optional<Value> table = emitCodeTable(importer, variable, location))
      return *table;
    return importer.refuse(location, "unsupported-capture",
                           "use of '" + variable->getName() +
                               "' from an enclosing function is not supported");
  }
  if (std::optional<Value> table = emitCodeTable(importer, variable, location))
    return *table;
  std::string symbol = importer.module.getGlobal(variable, location, importer.function);
  if (symbol.empty())
    return importer.refuse(location, "unsupported-global",
                           "variable '" + variable->getName() + "' is not supported");
  mlir::Type type = importer.importType(variable->getType(), location);
  if (!type)
    return {};
  Value address = cxx::AddressOfOp::create(importer.builder, importer.at(location),
                                           cxx::PtrType::get(type), symbol);
  return importer.noteInactive(variable, address, location);
}

Value FunctionImporter::emitMemberAddress(Value object, const clang::FieldDecl *member,
                                          SourceLocation location) {
  if (!module.types.complete(member->getParent(), location, function)) {
    failed = true;
    return {};
  }
  Value address = emitFieldAddress(object, member, location);
  if (address && member->getType()->isReferenceType())
    address = load(address, location);
  return address ? noteInactive(member, address, location) : Value();
}

Value FunctionImporter::emitFieldAddress(Value object, const clang::FieldDecl *member,
                                         SourceLocation location) {
  if (isOpaqueClass(member->getParent()))
    return refuse(location, "unsupported-virtual-base",
                  "members of '" + member->getParent()->getNameAsString() +
                      "', which has virtual bases, are not supported");
  object = toPart(object, location);
  // A member without storage of its own: nothing is ever read or written there.
  if (!module.types.hasStorage(member)) {
    cxx::PtrType type = importPointerTo(member->getType(), location);
    return type && importType(member->getType(), location) ? castPointer(object, type, location)
                                                           : Value();
  }
  if (member->isBitField())
    return noteBitField(object, member, location);
  return field(object, module.types.getFieldIndex(member), location);
}

Value FunctionImporter::emitBaseSubobject(Value object, const clang::CXXRecordDecl *record,
                                          const clang::CXXBaseSpecifier &base,
                                          SourceLocation location) {
  if (!module.types.complete(record, location, function)) {
    failed = true;
    return {};
  }
  if (base.isVirtual())
    return emitVirtualBase(object, record, base.getType()->getAsCXXRecordDecl()->getDefinition(),
                           location);
  object = toPart(object, location);
  if (std::optional<unsigned> index =
          module.types.getBaseIndex(record, base.getType()->getAsCXXRecordDecl()))
    return field(object, *index, location);
  cxx::PtrType type = importPointerTo(base.getType(), location);
  return type ? castPointer(object, type, location) : Value();
}

Value LValueEmitter::emitMember(const clang::MemberExpr *expression) {
  SourceLocation location = expression->getMemberLoc();
  const clang::ValueDecl *member = expression->getMemberDecl();
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(member)) {
    importer.emitIgnored(expression->getBase());
    return emitVariable(variable, location);
  }
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(member);
  if (!field)
    return importer.refuse(location, "unsupported-member-pointer",
                           "use of member function '" + member->getNameAsString() +
                               "' as a value is not supported");
  Value object = expression->isArrow() ? importer.emitScalar(expression->getBase())
                                       : emit(expression->getBase());
  return object ? importer.emitMemberAddress(object, field, location) : Value();
}

Value LValueEmitter::emitCast(const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  const Expr *operand = cast->getSubExpr();
  switch (cast->getCastKind()) {
  case clang::CK_NoOp:
  case clang::CK_ConstructorConversion:
  case clang::CK_UserDefinedConversion:
    return emit(operand);
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
  case clang::CK_BaseToDerived: {
    Value object = emit(operand);
    return object ? importer.emitBaseAddress(object, cast) : Value();
  }
  case clang::CK_Dynamic: {
    Value object = emit(cast->getSubExpr());
    return object ? emitDynamicCast(importer, llvm::cast<clang::CXXDynamicCastExpr>(cast), object)
                  : Value();
  }
  case clang::CK_LValueBitCast: {
    Value object = emit(operand);
    return object ? importer.emitPointerCast(object, operand->getType(), cast->getType(), location)
                  : Value();
  }
  case clang::CK_LValueToRValue:
    if (isAggregateType(cast->getType()))
      return emit(operand);
    break;
  default:
    break;
  }
  return importer.refuse(location, "unsupported-cast",
                         llvm::Twine("conversion '") + cast->getCastKindName() +
                             "' is not supported here");
}

Value LValueEmitter::emitUnary(const clang::UnaryOperator *expression) {
  switch (expression->getOpcode()) {
  case clang::UO_Deref:
    return importer.emitScalar(expression->getSubExpr());
  case clang::UO_PreInc:
  case clang::UO_PreDec: {
    Value oldValue, newValue;
    return importer.emitIncrement(expression, oldValue, newValue);
  }
  case clang::UO_Extension:
    return emit(expression->getSubExpr());
  case clang::UO_Real:
  case clang::UO_Imag: {
    Value object = emit(expression->getSubExpr());
    if (!object || !expression->getSubExpr()->getType()->isAnyComplexType())
      return object;
    return importer.field(object, expression->getOpcode() == clang::UO_Imag,
                          expression->getOperatorLoc());
  }
  default:
    return importer.refuseNode(expression);
  }
}

Value LValueEmitter::emitBinary(const clang::BinaryOperator *expression) {
  switch (expression->getOpcode()) {
  case clang::BO_Comma:
    importer.emitIgnored(expression->getLHS());
    return emit(expression->getRHS());
  case clang::BO_Assign: {
    if (!isAggregateType(expression->getType())) {
      Value result;
      return importer.emitScalarAssignment(expression, result);
    }
    Value source = importer.emitToTemporary(expression->getRHS());
    Value target = emit(expression->getLHS());
    if (source && target)
      importer.copy(target, source, expression->getOperatorLoc());
    return target;
  }
  case clang::BO_PtrMemD:
  case clang::BO_PtrMemI:
    return emitMemberAccess(importer, expression);
  default:
    return importer.refuseNode(expression);
  }
}

Value LValueEmitter::emitConditional(const clang::ConditionalOperator *expression) {
  SourceLocation location = expression->getQuestionLoc();
  if (expression->refersToBitField())
    return importer.refuse(location, "unsupported-bit-field",
                           "a choice between bit-fields is not supported here");
  // A function stands for its address.
  QualType chosen = expression->getType();
  mlir::Type type = chosen->isFunctionType()
                        ? importer.importType(importer.ast.getPointerType(chosen), location)
                        : importer.importPointerTo(chosen, location);
  if (!type)
    return {};
  Block *whenTrue = importer.createBlock(), *whenFalse = importer.createBlock();
  ConditionalEvaluation conditional(importer);
  if (importer.emitBranch(expression->getCond(), whenTrue, whenFalse).failed())
    return {};
  Block *end = importer.createBlock();
  Value result = end->addArgument(type, importer.at(location));
  for (auto [block, arm] : {std::pair(whenTrue, expression->getTrueExpr()),
                            std::pair(whenFalse, expression->getFalseExpr())}) {
    importer.continueIn(block);
    if (importer.isThrow(arm)) {
      importer.emitIgnored(arm);
      importer.jump(end, location, importer.zero(type, location));
      continue;
    }
    Value address = emit(arm);
    if (!address)
      return {};
    importer.jump(end, location, importer.castPointer(address, type, location));
  }
  importer.continueIn(end);
  return result;
}

/// The address of what describes a type, which nothing here looks into.
Value LValueEmitter::emitTypeid(const clang::CXXTypeidExpr *expression) {
  SourceLocation location = expression->getExprLoc();
  if (expression->isPotentiallyEvaluated())
    return importer.refuse(
        location, "unsupported-typeid",
        "'typeid' of an object whose class is found at run time is not supported");
  QualType type = expression->isTypeOperand() ? expression->getTypeOperand(importer.ast)
                                              : expression->getExprOperand()->getType();
  type = type.getNonReferenceType().getUnqualifiedType();
  cxx::PtrType pointer = importer.importPointerTo(expression->getType(), location);
  if (!pointer)
    return {};
  Value code = cxx::CodeAddressOp::create(importer.builder, importer.at(location),
                                          importer.module.mangleTypeInfo(type), /*offset=*/0,
                                          /*internal=*/false);
  return cxx::CodeToPtrOp::create(importer.builder, importer.at(location), pointer, code);
}

Value LValueEmitter::emitTemporary(const clang::MaterializeTemporaryExpr *expression) {
  if (const clang::ValueDecl *owner = expression->getExtendingDecl())
    if (expression->getStorageDuration() == clang::SD_Static ||
        expression->getStorageDuration() == clang::SD_Thread)
      return importer.refuse(expression->getExprLoc(), "unsupported-static-temporary",
                             "temporary bound to static '" + owner->getName() +
                                 "' is not supported");
  bool isExtended = expression->getStorageDuration() == clang::SD_Automatic;
  return importer.emitToTemporary(expression->getSubExpr(),
                                  isExtended ? FunctionImporter::Lifetime::Extended
                                             : FunctionImporter::Lifetime::FullExpression);
}
