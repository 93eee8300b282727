// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions between scalar types, and addresses of base subobjects.

#include "ClassQueries.h"
#include "CodePointers.h"
#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "MemberPointers.h"
#include "PlainCalls.h"
#include "Spelling.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"
#include "clang/AST/VTableBuilder.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// Integers as the IR sees them: `bool`, character types and enumerations are among them.
static bool isInteger(QualType type) { return type->isIntegralOrEnumerationType(); }

static bool isSigned(QualType type) { return type->isSignedIntegerOrEnumerationType(); }

/// The constant after its conversion: LLVM's builder folds these while clang emits code, and a
/// folded operand decides which products are contracted.
static mlir::TypedAttr convertConstant(Value value, bool fromSigned, mlir::Type target) {
  auto constant = value.getDefiningOp<arith::ConstantOp>();
  if (!constant)
    return {};
  constexpr auto rounding = llvm::APFloat::rmNearestTiesToEven;
  if (auto number = llvm::dyn_cast<mlir::IntegerAttr>(constant.getValue())) {
    llvm::APInt bits = number.getValue();
    if (auto type = llvm::dyn_cast<mlir::IntegerType>(target))
      return mlir::IntegerAttr::get(type, fromSigned ? bits.sextOrTrunc(type.getWidth())
                                                     : bits.zextOrTrunc(type.getWidth()));
    if (auto type = llvm::dyn_cast<mlir::FloatType>(target)) {
      llvm::APFloat result(type.getFloatSemantics());
      result.convertFromAPInt(bits, fromSigned, rounding);
      return mlir::FloatAttr::get(type, result);
    }
  }
  auto number = llvm::dyn_cast<mlir::FloatAttr>(constant.getValue());
  auto type = llvm::dyn_cast<mlir::FloatType>(target);
  if (!number || !type)
    return {};
  llvm::APFloat result = number.getValue();
  bool lost = false;
  result.convert(type.getFloatSemantics(), rounding, &lost);
  return mlir::FloatAttr::get(type, result);
}

Value FunctionImporter::convertScalar(Value value, QualType from, QualType to,
                                      SourceLocation location) {
  Location at = this->at(location);
  if (to->isBooleanType())
    return isNotZero(value, location);
  mlir::Type target = importType(to, location);
  if (!target || target == value.getType())
    return target ? value : Value();
  if (mlir::TypedAttr constant = convertConstant(value, isSigned(from), target))
    return arith::ConstantOp::create(builder, at, constant);
  if (isInteger(from) && isInteger(to)) {
    if (value.getType().getIntOrFloatBitWidth() > target.getIntOrFloatBitWidth())
      return arith::TruncIOp::create(builder, at, target, value);
    if (isSigned(from))
      return arith::ExtSIOp::create(builder, at, target, value);
    return arith::ExtUIOp::create(builder, at, target, value);
  }
  if (isInteger(from) && to->isRealFloatingType()) {
    if (isSigned(from))
      return arith::SIToFPOp::create(builder, at, target, value);
    return arith::UIToFPOp::create(builder, at, target, value);
  }
  if (from->isRealFloatingType() && isInteger(to)) {
    if (isSigned(to))
      return arith::FPToSIOp::create(builder, at, target, value);
    return arith::FPToUIOp::create(builder, at, target, value);
  }
  if (from->isRealFloatingType() && to->isRealFloatingType()) {
    if (value.getType().getIntOrFloatBitWidth() > target.getIntOrFloatBitWidth())
      return arith::TruncFOp::create(builder, at, target, value);
    return arith::ExtFOp::create(builder, at, target, value);
  }
  return refuse(location, "unsupported-cast",
                "conversion from '" + from.getAsString() + "' to '" + to.getAsString() +
                    "' is not supported");
}

Value FunctionImporter::emitArrayDecay(Value array, SourceLocation location) {
  auto pointee = llvm::cast<cxx::PtrType>(array.getType()).getPointee();
  // An array of unknown extent is its first element already.
  if (!llvm::isa<cxx::ArrayType>(pointee))
    return array;
  return element(array, constantIndex(0, location), location);
}

std::optional<int64_t> frontend::getBaseDistance(const clang::ASTContext &ast,
                                                 const clang::CXXRecordDecl *record,
                                                 const clang::CastExpr *cast) {
  clang::CharUnits distance;
  for (const clang::CXXBaseSpecifier *step : cast->path()) {
    if (step->isVirtual())
      return std::nullopt;
    const clang::CXXRecordDecl *base = step->getType()->getAsCXXRecordDecl();
    distance += ast.getASTRecordLayout(record).getBaseClassOffset(base);
    record = base;
  }
  return distance.getQuantity();
}

/// The class of an object or of what a pointer points to.
static const clang::CXXRecordDecl *getClass(QualType type) {
  return type->isPointerType() ? type->getPointeeCXXRecordDecl() : type->getAsCXXRecordDecl();
}

/// The object of which a base subobject is given. The importer says it in bytes; where the object
/// is known, the dialect finds it again.
Value FunctionImporter::emitDerivedAddress(Value base, const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  const clang::CXXRecordDecl *derived = getClass(cast->getType());
  std::optional<int64_t> distance = getBaseDistance(ast, derived, cast);
  if (!distance)
    return refuse(location, "unsupported-virtual-base", "virtual bases are not supported");
  cxx::PtrType type = importPointerTo(ast.getCanonicalTagType(derived), location);
  if (!type || !importType(ast.getCanonicalTagType(derived), location))
    return {};
  Value address = base;
  if (*distance != 0) {
    Value bytes = castPointer(base, cxx::PtrType::get(builder.getI8Type()), location);
    address =
        cxx::OffsetOp::create(builder, at(location), bytes, constantIndex(-*distance, location));
  }
  address = castPointer(address, type, location);
  return *distance != 0 && cast->getType()->isPointerType() ? keepNull(base, address, location)
                                                            : address;
}

/// A null pointer stays null when the address is adjusted.
Value FunctionImporter::keepNull(Value pointer, Value adjusted, SourceLocation location) {
  if (pointer == thisPointer)
    return adjusted;
  Value isNull =
      cxx::PtrCmpOp::create(builder, at(location), builder.getI1Type(), cxx::PtrPredicate::eq,
                            pointer, zero(pointer.getType(), location));
  return arith::SelectOp::create(builder, at(location), isNull, zero(adjusted.getType(), location),
                                 adjusted);
}

/// A base of an object that nobody looks into.
Value FunctionImporter::emitOpaqueBase(Value object, const clang::CXXRecordDecl *record,
                                       const clang::CXXBaseSpecifier &base,
                                       SourceLocation location) {
  record = record->getDefinition();
  const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl()->getDefinition();
  cxx::PtrType type = importPointerTo(base.getType(), location);
  if (!type)
    return {};
  if (base.isVirtual()) {
    auto *tables = llvm::cast<clang::ItaniumVTableContext>(ast.getVTableContext());
    int64_t place = tables->getVirtualBaseOffsetOffset(record, baseRecord).getQuantity();
    return cxx::VirtualBaseOp::create(builder, at(location), type, object, place,
                                      spellType(ast, ast.getCanonicalTagType(record)),
                                      spellType(ast, ast.getCanonicalTagType(baseRecord)));
  }
  int64_t distance = ast.getASTRecordLayout(record).getBaseClassOffset(baseRecord).getQuantity();
  if (distance != 0) {
    object = castPointer(object, cxx::PtrType::get(builder.getI8Type()), location);
    object =
        cxx::OffsetOp::create(builder, at(location), object, constantIndex(distance, location));
  }
  return castPointer(object, type, location);
}

Value FunctionImporter::emitBaseAddress(Value object, const clang::CastExpr *cast) {
  if (cast->getCastKind() == clang::CK_BaseToDerived)
    return emitDerivedAddress(object, cast);
  return leadsToVirtualBase(cast) && cast->getType()->isPointerType() && object != thisPointer
             ? emitNullableVirtualBase(object, cast)
             : emitBasePath(object, cast);
}

Value FunctionImporter::emitBasePath(Value object, const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  QualType from = cast->getSubExpr()->getType();
  if (from->isPointerType())
    from = from->getPointeeType();
  const clang::CXXRecordDecl *record = from->getAsCXXRecordDecl();
  Value whole = object;
  std::optional<int64_t> distance = getBaseDistance(ast, record, cast);
  for (const clang::CXXBaseSpecifier *step : cast->path()) {
    const clang::CXXRecordDecl *base = step->getType()->getAsCXXRecordDecl();
    object = isOpaqueClass(record) ? emitOpaqueBase(object, record, *step, location)
                                   : emitBaseSubobject(object, record, *step, location);
    if (!object)
      return {};
    record = base;
  }
  if (distance.value_or(0) != 0 && cast->getType()->isPointerType())
    return keepNull(whole, object, location);
  return object;
}

Value FunctionImporter::emitPointerCast(Value pointer, QualType from, QualType to,
                                        SourceLocation location) {
  cxx::PtrType type = importPointerTo(to, location);
  if (!type)
    return {};
  if (from->isVoidType() || to->isVoidType())
    return castPointer(pointer, type, location);
  QualType source = ast.getBaseElementType(from).getCanonicalType().getUnqualifiedType();
  QualType target = ast.getBaseElementType(to).getCanonicalType().getUnqualifiedType();
  // `(double *)matrix` leads to the first element.
  while (source == target && pointer.getType() != type &&
         llvm::isa<cxx::ArrayType>(llvm::cast<cxx::PtrType>(pointer.getType()).getPointee()) &&
         !llvm::isa<cxx::ArrayType>(type.getPointee()))
    pointer = element(pointer, constantIndex(0, location), location);
  return castPointer(pointer, type, location);
}

Value FunctionImporter::emitConversion(const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  const Expr *operand = cast->getSubExpr();
  QualType from = operand->getType(), to = cast->getType();
  if (llvm::isa<clang::ExplicitCastExpr>(cast) && emitExtents(to, location).failed())
    return {};
  switch (cast->getCastKind()) {
  case clang::CK_LValueToRValue:
    return emitLoad(operand);
  case clang::CK_NoOp:
  case clang::CK_UserDefinedConversion:
    return emitScalar(operand);
  case clang::CK_IntegralCast:
  case clang::CK_IntegralToBoolean:
  case clang::CK_IntegralToFloating:
  case clang::CK_FloatingToIntegral:
  case clang::CK_FloatingToBoolean:
  case clang::CK_FloatingCast:
  case clang::CK_BooleanToSignedIntegral:
  case clang::CK_PointerToBoolean: {
    if (cast->getCastKind() == clang::CK_BooleanToSignedIntegral)
      break;
    Value value = emitScalar(operand);
    return value ? convertScalar(value, from, to, location) : Value();
  }
  case clang::CK_FloatingComplexToBoolean:
    return ComplexEmitter(*this).emitBool(operand);
  case clang::CK_FloatingComplexToReal: {
    ComplexValue value = ComplexEmitter(*this).emit(operand);
    return value ? convertScalar(value.re, from->castAs<clang::ComplexType>()->getElementType(), to,
                                 location)
                 : Value();
  }
  case clang::CK_NullToPointer: {
    if (operand->HasSideEffects(ast))
      emitIgnored(operand);
    mlir::Type type = importType(to, location);
    return type ? zero(type, location) : Value();
  }
  case clang::CK_ArrayToPointerDecay: {
    Value array = emitLValue(operand);
    if (operand->getType()->isVariableArrayType())
      return array;
    return array ? emitArrayDecay(array, location) : Value();
  }
  case clang::CK_BitCast: {
    if (!importType(to, location))
      return {};
    if (!from->isPointerType() || !to->isPointerType())
      break;
    if (from->isFunctionPointerType() || to->isFunctionPointerType())
      return emitCodeConversion(*this, emitScalar(operand), from, to, location);
    if (from->isVoidPointerType()) {
      if (std::optional<Value> storage = emitChosenStorage(operand, to->getPointeeType()))
        return *storage;
      if (std::optional<Value> storage = emitTypedAllocation(operand, to->getPointeeType()))
        return *storage;
    }
    Value value = emitScalar(operand);
    return value ? emitPointerCast(value, from->getPointeeType(), to->getPointeeType(), location)
                 : Value();
  }
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
  case clang::CK_BaseToDerived: {
    Value object = emitScalar(operand);
    return object ? emitBaseAddress(object, cast) : Value();
  }
  case clang::CK_LValueToRValueBitCast:
    return emitBitCast(cast);
  case clang::CK_ToVoid:
    emitIgnored(operand);
    return {};
  case clang::CK_PointerToIntegral: {
    Value pointer = emitScalar(operand);
    return pointer ? emitAddressNumber(pointer, to, location) : Value();
  }
  case clang::CK_IntegralToPointer:
    if (to->isPointerType())
      if (std::optional<Value> storage = emitAlloca(operand, to->getPointeeType()))
        return *storage;
    return emitNumberedPointer(operand, to, location);
  case clang::CK_FunctionToPointerDecay:
  case clang::CK_BuiltinFnToFnPtr:
    return emitLValue(operand);
  case clang::CK_NullToMemberPointer:
  case clang::CK_BaseToDerivedMemberPointer:
  case clang::CK_DerivedToBaseMemberPointer:
  case clang::CK_MemberPointerToBoolean:
    return emitMemberConversion(*this, cast);
  case clang::CK_Dynamic: {
    Value object = emitScalar(operand);
    return object ? emitDynamicCast(*this, llvm::cast<clang::CXXDynamicCastExpr>(cast), object)
                  : Value();
  }
  default:
    break;
  }
  return refuse(location, "unsupported-cast",
                "conversion from '" + from.getAsString() + "' to '" + to.getAsString() +
                    "' is not supported");
}
