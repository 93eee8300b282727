// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Unary and binary operators on scalars, in clang's order of evaluation.

#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "ImportVector.h"
#include "MemberPointers.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

Value FunctionImporter::emitUnary(const clang::UnaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  const Expr *operand = expression->getSubExpr();
  QualType type = expression->getType();
  switch (expression->getOpcode()) {
  case clang::UO_Plus:
  case clang::UO_Extension:
    return emitScalar(operand);
  case clang::UO_AddrOf:
    if (type->isMemberPointerType()) {
      const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(operand->IgnoreParens());
      return name ? emitMemberOffset(*this, name->getDecl(), location) : refuseNode(expression);
    }
    return emitLValue(operand);
  case clang::UO_PreInc:
  case clang::UO_PreDec:
  case clang::UO_PostInc:
  case clang::UO_PostDec: {
    Value oldValue, newValue;
    if (!emitIncrement(expression, oldValue, newValue))
      return {};
    return expression->isPostfix() ? oldValue : newValue;
  }
  case clang::UO_Minus: {
    Value value = emitScalar(operand);
    if (!value)
      return {};
    if (!type->isRealFloatingType())
      return emitArithmetic(clang::BO_Sub, zero(value.getType(), location), value, type,
                            clang::FPOptions(), location);
    return emitNegation(value, expression->getFPFeaturesInEffect(ast.getLangOpts()), location);
  }
  case clang::UO_Not: {
    Value value = emitScalar(operand);
    if (!value)
      return {};
    return arith::XOrIOp::create(builder, at(location), value,
                                 constantInt(value.getType(), -1, location));
  }
  case clang::UO_LNot: {
    Value value = toBool(operand);
    if (!value)
      return {};
    Value inverted = arith::XOrIOp::create(builder, at(location), value,
                                           constantInt(builder.getI1Type(), 1, location));
    return convertScalar(inverted, ast.BoolTy, type, location);
  }
  case clang::UO_Real:
  case clang::UO_Imag:
    if (operand->getType()->isAnyComplexType()) {
      ComplexValue value = ComplexEmitter(*this).emit(operand);
      return expression->getOpcode() == clang::UO_Real ? value.re : value.im;
    }
    if (expression->getOpcode() == clang::UO_Real)
      return emitScalar(operand);
    emitIgnored(operand);
    if (mlir::Type imported = importType(type, location))
      return zero(imported, location);
    return {};
  default:
    return refuseNode(expression);
  }
}

Value FunctionImporter::emitIncrement(const clang::UnaryOperator *expression, Value &oldValue,
                                      Value &newValue) {
  SourceLocation location = expression->getOperatorLoc();
  const Expr *operand = expression->getSubExpr();
  QualType type = operand->getType();
  int64_t step = expression->isIncrementOp() ? 1 : -1;
  if (type->isBooleanType())
    return refuse(location, "unsupported-construct", "increment of 'bool' is not supported");
  Value address = emitLValue(operand);
  if (!address)
    return {};
  oldValue = loadObject(address, type, location);
  if (!oldValue)
    return {};
  if (type->isPointerType()) {
    newValue = emitPointerOffset(oldValue, type->getPointeeType(), constantIndex(step, location),
                                 ast.LongTy, /*subtract=*/false, location);
    if (!newValue)
      return {};
  } else if (type->isRealFloatingType()) {
    Value one = arith::ConstantOp::create(builder, at(location),
                                          builder.getFloatAttr(oldValue.getType(), double(step)));
    newValue = arith::AddFOp::create(
        builder, at(location), oldValue, one,
        getFastMath(expression->getFPFeaturesInEffect(ast.getLangOpts())).getValue());
  } else {
    // Types narrower than int are promoted, so they wrap.
    QualType arithmetic =
        ast.getIntWidth(type) < ast.getIntWidth(ast.IntTy) ? ast.UnsignedIntTy : type;
    newValue =
        emitArithmetic(clang::BO_Add, oldValue, constantInt(oldValue.getType(), step, location),
                       arithmetic, clang::FPOptions(), location);
  }
  nameAssigned(newValue, operand);
  storeObject(newValue, address, type, location);
  if (isBitField(address))
    newValue = load(address, location);
  return address;
}

Value FunctionImporter::emitScalarAssignment(const clang::BinaryOperator *expression,
                                             Value &result) {
  const Expr *target = expression->getLHS();
  result = emitScalar(expression->getRHS());
  if (!result)
    return {};
  Value address = emitLValue(target);
  if (!address)
    return {};
  nameAssigned(result, target);
  storeObject(result, address, target->getType(), expression->getOperatorLoc());
  if (isBitField(address))
    result = load(address, expression->getOperatorLoc());
  return address;
}

Value FunctionImporter::emitCompoundAssignment(const clang::CompoundAssignOperator *expression,
                                               Value &result) {
  SourceLocation location = expression->getOperatorLoc();
  const Expr *target = expression->getLHS();
  QualType type = target->getType(), computation = expression->getComputationLHSType();
  clang::BinaryOperatorKind opcode =
      clang::BinaryOperator::getOpForCompoundAssignment(expression->getOpcode());
  Value rhs = emitScalar(expression->getRHS());
  if (!rhs)
    return {};
  Value address = emitLValue(target);
  if (!address)
    return {};
  Value current = loadObject(address, type, location);
  if (!current)
    return {};
  if (type->isPointerType()) {
    result = emitPointerOffset(current, type->getPointeeType(), rhs,
                               expression->getRHS()->getType(), opcode == clang::BO_Sub, location);
  } else {
    Value lhs = convertScalar(current, type, computation, location);
    if (!lhs)
      return {};
    Value computed = emitArithmetic(opcode, lhs, rhs, computation,
                                    expression->getFPFeaturesInEffect(ast.getLangOpts()), location);
    if (computed)
      result = convertScalar(computed, expression->getComputationResultType(), type, location);
  }
  if (!result)
    return {};
  nameAssigned(result, target);
  storeObject(result, address, type, location);
  if (isBitField(address))
    result = load(address, location);
  return address;
}

void FunctionImporter::nameAssigned(Value value, const Expr *target) {
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(target->IgnoreParens()))
    nameValue(value, reference->getDecl()->getDeclName().isIdentifier()
                         ? reference->getDecl()->getName()
                         : "");
}

Value FunctionImporter::emitPointerOffset(Value base, QualType pointee, Value index,
                                          QualType indexType, bool subtract,
                                          SourceLocation location) {
  if (pointee->isVoidType() || pointee->isFunctionType())
    return refuse(location, "unsupported-void-arithmetic",
                  "arithmetic on 'void' pointers is not supported");
  // The size of the step must be known.
  index = toIndex(index, indexType, location);
  if (pointee->isVariableArrayType()) {
    Value count = emitElementCount(pointee, location);
    if (!count)
      return {};
    index = arith::MulIOp::create(builder, at(location), index, count,
                                  arith::IntegerOverflowFlags::nsw);
  } else if (!importType(pointee, location)) {
    return {};
  }
  if (subtract)
    index = arith::SubIOp::create(builder, at(location), constantIndex(0, location), index,
                                  arith::IntegerOverflowFlags::nsw);
  return cxx::OffsetOp::create(builder, at(location), toWhole(base, pointee, location), index);
}

Value FunctionImporter::emitSubscript(const clang::ArraySubscriptExpr *expression) {
  if (expression->getBase()->getType()->isVectorType())
    return emitVectorLane(*this, expression);
  SourceLocation location = expression->getExprLoc();
  const Expr *base = expression->getBase()->IgnoreParens(), *index = expression->getIdx();
  const auto *decay = llvm::dyn_cast<clang::ImplicitCastExpr>(base);
  bool isArray = decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay;
  auto emitBase = [&] { return isArray ? emitLValue(decay->getSubExpr()) : emitScalar(base); };
  bool baseFirst = expression->getLHS()->IgnoreParens() == base;
  Value baseValue = baseFirst ? emitBase() : Value();
  if (baseFirst && !baseValue)
    return {};
  Value indexValue = emitScalar(index);
  if (!baseFirst)
    baseValue = emitBase();
  if (!indexValue || !baseValue)
    return {};
  auto pointer = llvm::cast<cxx::PtrType>(baseValue.getType());
  if (isArray && llvm::isa<cxx::ArrayType>(pointer.getPointee()) &&
      decay->getSubExpr()->getType()->isConstantArrayType())
    return element(baseValue, toIndex(indexValue, index->getType(), location), location);
  return emitPointerOffset(baseValue, expression->getType(), indexValue, index->getType(),
                           /*subtract=*/false, location);
}

/// C++ semantics of comparisons: false with NaN, except '!='.
static arith::CmpFPredicate getFloatPredicate(clang::BinaryOperatorKind opcode) {
  switch (opcode) {
  case clang::BO_LT:
    return arith::CmpFPredicate::OLT;
  case clang::BO_GT:
    return arith::CmpFPredicate::OGT;
  case clang::BO_LE:
    return arith::CmpFPredicate::OLE;
  case clang::BO_GE:
    return arith::CmpFPredicate::OGE;
  case clang::BO_EQ:
    return arith::CmpFPredicate::OEQ;
  default:
    return arith::CmpFPredicate::UNE;
  }
}

static arith::CmpIPredicate getIntPredicate(clang::BinaryOperatorKind opcode, bool isSigned) {
  using Predicate = arith::CmpIPredicate;
  switch (opcode) {
  case clang::BO_LT:
    return isSigned ? Predicate::slt : Predicate::ult;
  case clang::BO_GT:
    return isSigned ? Predicate::sgt : Predicate::ugt;
  case clang::BO_LE:
    return isSigned ? Predicate::sle : Predicate::ule;
  case clang::BO_GE:
    return isSigned ? Predicate::sge : Predicate::uge;
  case clang::BO_EQ:
    return Predicate::eq;
  default:
    return Predicate::ne;
  }
}

static cxx::PtrPredicate getPointerPredicate(clang::BinaryOperatorKind opcode) {
  switch (opcode) {
  case clang::BO_LT:
    return cxx::PtrPredicate::lt;
  case clang::BO_GT:
    return cxx::PtrPredicate::gt;
  case clang::BO_LE:
    return cxx::PtrPredicate::le;
  case clang::BO_GE:
    return cxx::PtrPredicate::ge;
  case clang::BO_EQ:
    return cxx::PtrPredicate::eq;
  default:
    return cxx::PtrPredicate::ne;
  }
}

Value FunctionImporter::emitComparison(const clang::BinaryOperator *expression, Value lhs,
                                       Value rhs) {
  SourceLocation location = expression->getOperatorLoc();
  Location at = this->at(location);
  clang::BinaryOperatorKind opcode = expression->getOpcode();
  Value result;
  if (llvm::isa<cxx::CodeType>(lhs.getType())) {
    if (!expression->isEqualityOp())
      return refuse(location, "unsupported-function-pointer",
                    "the order of function pointers is not supported");
    result = cxx::CodeEqualOp::create(builder, at, lhs, rhs);
    if (opcode == clang::BO_NE)
      result =
          arith::XOrIOp::create(builder, at, result, constantInt(builder.getI1Type(), 1, location));
  } else if (llvm::isa<cxx::PtrType>(lhs.getType()))
    result = cxx::PtrCmpOp::create(builder, at, builder.getI1Type(), getPointerPredicate(opcode),
                                   lhs, castPointer(rhs, lhs.getType(), location));
  else if (llvm::isa<mlir::FloatType>(lhs.getType()))
    result = arith::CmpFOp::create(
        builder, at, getFloatPredicate(opcode), lhs, rhs,
        getFastMath(expression->getFPFeaturesInEffect(ast.getLangOpts())).getValue());
  else
    result = arith::CmpIOp::create(
        builder, at,
        getIntPredicate(opcode,
                        expression->getLHS()->getType()->isSignedIntegerOrEnumerationType()),
        lhs, rhs);
  return convertScalar(result, ast.BoolTy, expression->getType(), location);
}

Value FunctionImporter::emitOrder(clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                                  QualType type, SourceLocation location) {
  if (llvm::isa<cxx::PtrType>(lhs.getType()))
    return cxx::PtrCmpOp::create(builder, at(location), builder.getI1Type(),
                                 getPointerPredicate(opcode), lhs,
                                 castPointer(rhs, lhs.getType(), location));
  if (llvm::isa<mlir::FloatType>(lhs.getType()))
    return arith::CmpFOp::create(builder, at(location), getFloatPredicate(opcode), lhs, rhs);
  return arith::CmpIOp::create(builder, at(location),
                               getIntPredicate(opcode, type->isSignedIntegerOrEnumerationType()),
                               lhs, rhs);
}

Value FunctionImporter::emitLogical(const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  bool isAnd = expression->getOpcode() == clang::BO_LAnd;
  ConditionalEvaluation conditional(*this);
  Value lhs = toBool(expression->getLHS());
  if (!lhs)
    return {};
  Block *second = createBlock(), *end = createBlock();
  Value result = end->addArgument(builder.getI1Type(), at(location));
  Value known = constantInt(builder.getI1Type(), !isAnd, location);
  mlir::cf::CondBranchOp::create(builder, at(location), lhs, isAnd ? second : end,
                                 isAnd ? mlir::ValueRange() : mlir::ValueRange(known),
                                 isAnd ? end : second,
                                 isAnd ? mlir::ValueRange(known) : mlir::ValueRange());
  continueIn(second);
  Value rhs = toBool(expression->getRHS());
  if (!rhs)
    return {};
  jump(end, location, rhs);
  continueIn(end);
  return convertScalar(result, ast.BoolTy, expression->getType(), location);
}

Value FunctionImporter::emitBinary(const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  clang::BinaryOperatorKind opcode = expression->getOpcode();
  const Expr *left = expression->getLHS(), *right = expression->getRHS();
  if (opcode == clang::BO_Comma) {
    emitIgnored(left);
    return emitScalar(right);
  }
  if (opcode == clang::BO_Assign) {
    Value result;
    return emitScalarAssignment(expression, result) ? result : Value();
  }
  if (expression->isLogicalOp())
    return emitLogical(expression);
  if (left->getType()->isAnyComplexType() || right->getType()->isAnyComplexType())
    return ComplexEmitter(*this).emitComparison(expression);
  if (expression->isPtrMemOp()) {
    Value member = emitMemberAccess(*this, expression);
    return member ? load(member, location) : Value();
  }
  if (left->getType()->isMemberFunctionPointerType())
    return emitMemberComparison(*this, expression);
  if (opcode == clang::BO_Cmp)
    return refuse(location, "unsupported-three-way-comparison", "'<=>' is not supported");
  Value lhs = emitScalar(left);
  if (!lhs)
    return {};
  Value rhs = emitScalar(right);
  if (!rhs)
    return {};
  if (expression->isComparisonOp())
    return emitComparison(expression, lhs, rhs);
  QualType leftType = left->getType(), rightType = right->getType();
  if (leftType->isPointerType() && rightType->isPointerType()) {
    QualType pointee = leftType->getPointeeType();
    Value count;
    if (pointee->isVariableArrayType() ? !(count = emitElementCount(pointee, location))
                                       : !importType(pointee, location))
      return {};
    lhs = toWhole(lhs, pointee, location);
    Value distance = cxx::PtrDiffOp::create(builder, at(location), builder.getI64Type(), lhs,
                                            castPointer(rhs, lhs.getType(), location));
    return count ? arith::DivSIOp::create(builder, at(location), distance, count).getResult()
                 : distance;
  }
  if (leftType->isPointerType())
    return emitPointerOffset(lhs, leftType->getPointeeType(), rhs, rightType,
                             opcode == clang::BO_Sub, location);
  if (rightType->isPointerType())
    return emitPointerOffset(rhs, rightType->getPointeeType(), lhs, leftType, /*subtract=*/false,
                             location);
  return emitArithmetic(opcode, lhs, rhs, expression->getType(),
                        expression->getFPFeaturesInEffect(ast.getLangOpts()), location);
}
