// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers to members as values: forming, converting, comparing, and access to data members.

#include "CodePointers.h"
#include "InactiveMarks.h"
#include "MemberPointers.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"
#include "clang/AST/VTableBuilder.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// Fields of the record for a pointer to a member function.
static constexpr unsigned codeField = 0, adjustmentField = 1;

cxx::RecordType frontend::getMemberFunctionType(mlir::MLIRContext *context) {
  auto type = cxx::RecordType::get(context, cxx::layoutPrefix.str() + "member_function");
  if (!type.isComplete())
    (void)type.setBody({{"code", cxx::CodeType::get(context), 0},
                        {"adjustment", mlir::IntegerType::get(context, 64), 8}},
                       16, 8);
  return type;
}

//===------------------------------- layout ------------------------------===//

/// Whether an object of the type is, or has a part of, a type for which the predicate holds.
static bool hasPart(QualType type, llvm::function_ref<bool(QualType)> predicate) {
  type = type.getCanonicalType();
  if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type.getTypePtr()))
    return hasPart(array->getElementType(), predicate);
  if (predicate(type))
    return true;
  const clang::RecordDecl *record = type->getAsRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record)
    return false;
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : object->bases())
      if (hasPart(base.getType(), predicate))
        return true;
  return llvm::any_of(record->fields(), [&](const clang::FieldDecl *field) {
    return hasPart(field->getType(), predicate);
  });
}

bool frontend::holdsMemberPointer(QualType type) {
  return hasPart(type, [](QualType part) { return part->isMemberPointerType(); });
}

bool frontend::holdsMemberOffset(const clang::ASTContext &, QualType type) {
  return hasPart(type, [](QualType part) { return part->isMemberDataPointerType(); });
}

void frontend::storeNullMembers(FunctionImporter &importer, Value address, QualType type,
                                SourceLocation location) {
  if (!holdsMemberOffset(importer.ast, type) || !importer.importType(type, location))
    return;
  if (type->isMemberDataPointerType()) {
    importer.store(importer.constantIndex(-1, location), address, location);
    return;
  }
  if (const clang::ConstantArrayType *array = importer.ast.getAsConstantArrayType(type)) {
    (void)importer.emitForEach(
        importer.constantIndex(array->getZExtSize(), location), location, [&](Value index) {
          storeNullMembers(importer, importer.element(address, index, location),
                           array->getElementType(), location);
          return success();
        });
    return;
  }
  const clang::RecordDecl *record = type->getAsRecordDecl();
  if (!record || record->isUnion()) {
    importer.refuse(location, "unsupported-member-pointer",
                    "zero initialization of '" +
                        type.getAsString(importer.ast.getPrintingPolicy()) +
                        "', which holds pointers to members, is not supported");
    return;
  }
  record = record->getDefinition();
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : object->bases())
      if (holdsMemberOffset(importer.ast, base.getType()))
        if (Value part = importer.emitBaseSubobject(address, object, base, location))
          storeNullMembers(importer, part, base.getType(), location);
  for (const clang::FieldDecl *field : record->fields())
    if (holdsMemberOffset(importer.ast, field->getType()))
      if (Value part = importer.emitFieldAddress(address, field, location))
        storeNullMembers(importer, part, field->getType(), location);
}

//===---------------------------- data members ---------------------------===//

Value frontend::emitMemberOffset(FunctionImporter &importer, const clang::ValueDecl *member,
                                 SourceLocation location) {
  const auto *indirect = llvm::dyn_cast<clang::IndirectFieldDecl>(member);
  const clang::FieldDecl *field =
      indirect ? indirect->getAnonField() : llvm::dyn_cast<clang::FieldDecl>(member);
  if (!field || field->isBitField())
    return importer.refuse(location, "unsupported-member-pointer",
                           "pointers to '" + member->getNameAsString() + "' are not supported");
  // Who follows the pointer would not see the mark.
  if (isInactiveObject(field))
    return importer.refuse(location, "unsupported-member-pointer",
                           "pointers to '" + field->getNameAsString() +
                               "', which is marked inactive, are not supported");
  clang::CharUnits distance = importer.ast.toCharUnitsFromBits(importer.ast.getFieldOffset(member));
  return importer.constantIndex(distance.getQuantity(), location);
}

Value frontend::emitMemberOffset(FunctionImporter &importer, const clang::APValue &value,
                                 SourceLocation location) {
  if (!value.getMemberPointerDecl())
    return importer.constantIndex(-1, location);
  Value offset = emitMemberOffset(importer, value.getMemberPointerDecl(), location);
  if (!offset)
    return {};
  int64_t path = importer.ast.getMemberPointerPathAdjustment(value).getQuantity();
  return arith::AddIOp::create(importer.builder, importer.at(location), offset,
                               importer.constantIndex(path, location));
}

/// By how many bytes members of the base lie further in the derived class; none after a refusal.
static std::optional<int64_t> getAdjustment(FunctionImporter &importer,
                                            const clang::CastExpr *cast) {
  bool toDerived = cast->getCastKind() == clang::CK_BaseToDerivedMemberPointer;
  QualType derived = toDerived ? cast->getType() : cast->getSubExpr()->getType();
  const clang::CXXRecordDecl *record =
      derived->castAs<clang::MemberPointerType>()->getMostRecentCXXRecordDecl();
  std::optional<int64_t> distance = getBaseDistance(importer.ast, record->getDefinition(), cast);
  if (!distance)
    importer.refuse(cast->getExprLoc(), "unsupported-virtual-base",
                    "virtual bases are not supported");
  return distance ? std::optional(toDerived ? *distance : -*distance) : std::nullopt;
}

static Value emitIsNotNull(FunctionImporter &importer, Value offset, SourceLocation location) {
  return arith::CmpIOp::create(importer.builder, importer.at(location), arith::CmpIPredicate::ne,
                               offset, importer.constantIndex(-1, location));
}

Value frontend::emitMemberConversion(FunctionImporter &importer, const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  const Expr *operand = cast->getSubExpr();
  switch (cast->getCastKind()) {
  case clang::CK_NullToMemberPointer:
    if (operand->HasSideEffects(importer.ast))
      importer.emitIgnored(operand);
    return importer.constantIndex(-1, location);
  case clang::CK_MemberPointerToBoolean: {
    if (operand->getType()->isMemberDataPointerType()) {
      Value offset = importer.emitScalar(operand);
      return offset ? emitIsNotNull(importer, offset, location) : Value();
    }
    Value pointer = importer.emitToTemporary(operand);
    return pointer ? importer.isNotZero(
                         importer.load(importer.field(pointer, codeField, location), location),
                         location)
                   : Value();
  }
  case clang::CK_BaseToDerivedMemberPointer:
  case clang::CK_DerivedToBaseMemberPointer: {
    std::optional<int64_t> distance = getAdjustment(importer, cast);
    Value offset = distance ? importer.emitScalar(operand) : Value();
    if (!offset || *distance == 0)
      return offset;
    Value adjusted = arith::AddIOp::create(importer.builder, importer.at(location), offset,
                                           importer.constantIndex(*distance, location));
    return arith::SelectOp::create(importer.builder, importer.at(location),
                                   emitIsNotNull(importer, offset, location), adjusted, offset);
  }
  default:
    return importer.refuse(location, "unsupported-cast",
                           llvm::Twine("conversion '") + cast->getCastKindName() +
                               "' is not supported");
  }
}

/// The object that `.*` or `->*` is applied to.
static Value emitObject(FunctionImporter &importer, const clang::BinaryOperator *expression) {
  const Expr *object = expression->getLHS();
  if (expression->getOpcode() == clang::BO_PtrMemI)
    return importer.emitScalar(object);
  return object->isGLValue() ? importer.emitLValue(object) : importer.emitToTemporary(object);
}

/// So many bytes behind the start of the object.
static Value emitShifted(FunctionImporter &importer, Value object, Value distance,
                         SourceLocation location) {
  auto bytes = cxx::PtrType::get(importer.builder.getI8Type());
  return cxx::OffsetOp::create(importer.builder, importer.at(location),
                               importer.castPointer(object, bytes, location), distance);
}

namespace {
/// The members of an object that a pointer to member of one type may lead to.
class DesignatedMembers {
public:
  DesignatedMembers(FunctionImporter &importer, QualType type, SourceLocation location)
      : importer(importer), type(type), location(location) {}

  /// False where members of the type may lie in what has no name or shares storage.
  bool collect(const clang::CXXRecordDecl *record, Value object, int64_t distance) {
    if (record->isUnion() || record->getNumVBases())
      return false;
    const clang::ASTRecordLayout &layout = importer.ast.getASTRecordLayout(record);
    for (const clang::CXXBaseSpecifier &base : record->bases()) {
      const clang::CXXRecordDecl *part = base.getType()->getAsCXXRecordDecl()->getDefinition();
      Value address = importer.emitBaseSubobject(object, record, base, location);
      if (!address ||
          !collect(part, address, distance + layout.getBaseClassOffset(part).getQuantity()))
        return false;
    }
    for (const clang::FieldDecl *field : record->fields()) {
      if (field->isAnonymousStructOrUnion())
        return false;
      if (field->isBitField() || isInactiveObject(field) ||
          !importer.ast.hasSimilarType(field->getType(), type))
        continue;
      int64_t offset = layout.getFieldOffset(field->getFieldIndex()) / 8;
      found.push_back({distance + offset, importer.emitFieldAddress(object, field, location)});
    }
    return true;
  }

  llvm::SmallVector<std::pair<int64_t, Value>> found;

private:
  FunctionImporter &importer;
  QualType type;
  SourceLocation location;
};
} // namespace

// What is known of the class stays known: the pointer chooses between its members. Only by force
// could it lead to a member of a derived class.
static Value emitChoice(FunctionImporter &importer, const DesignatedMembers &members, Value offset,
                        SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  Location place = importer.at(location);
  Value chosen = members.found.back().second, isKnown;
  for (auto [distance, address] : llvm::reverse(members.found)) {
    Value isThis = arith::CmpIOp::create(builder, place, arith::CmpIPredicate::eq, offset,
                                         importer.constantIndex(distance, location));
    isKnown = isKnown ? arith::OrIOp::create(builder, place, isKnown, isThis).getResult() : isThis;
    if (address != chosen)
      chosen = arith::SelectOp::create(builder, place, isThis, address, chosen);
  }
  importer.emitStop(isKnown, "a pointer to member must designate a member of its own class",
                    location);
  return chosen;
}

Value frontend::emitMemberAccess(FunctionImporter &importer,
                                 const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  cxx::PtrType type = importer.importPointerTo(expression->getType(), location);
  Value object = type ? emitObject(importer, expression) : Value();
  Value offset = object ? importer.emitScalar(expression->getRHS()) : Value();
  if (!offset || !importer.importType(expression->getType(), location))
    return {};
  const clang::CXXRecordDecl *record = expression->getRHS()
                                           ->getType()
                                           ->castAs<clang::MemberPointerType>()
                                           ->getMostRecentCXXRecordDecl()
                                           ->getDefinition();
  if (!record || !importer.module.types.complete(record, location, importer.function))
    return importer.castPointer(emitShifted(importer, object, offset, location), type, location);
  Value typed = importer.castPointer(
      object, importer.importPointerTo(importer.ast.getCanonicalTagType(record), location),
      location);
  DesignatedMembers members(importer, expression->getType(), location);
  if (members.collect(record, typed, 0) && !members.found.empty())
    return importer.castPointer(emitChoice(importer, members, offset, location), type, location);
  return importer.castPointer(emitShifted(importer, object, offset, location), type, location);
}

//===--------------------------- member functions ------------------------===//

/// The parts of a pointer to a member function; a null method gives null.
static std::pair<Value, Value> emitParts(FunctionImporter &importer,
                                         const clang::CXXMethodDecl *method, int64_t adjustment,
                                         SourceLocation location) {
  Value code;
  if (!method) {
    code = importer.zero(cxx::CodeType::get(importer.module.context), location);
  } else {
    MemberFunctionKey key = importer.module.getMemberFunction(importer, method);
    code = cxx::CodeAddressOp::create(importer.builder, importer.at(location), key.symbol,
                                      key.offset, key.internal);
  }
  return {code, importer.constantIndex(adjustment, location)};
}

static void storeParts(FunctionImporter &importer, std::pair<Value, Value> parts, Value destination,
                       SourceLocation location) {
  importer.store(parts.first, importer.field(destination, codeField, location), location);
  importer.store(parts.second, importer.field(destination, adjustmentField, location), location);
}

LogicalResult frontend::storeMemberFunction(FunctionImporter &importer, const clang::APValue &value,
                                            Value destination, SourceLocation location) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(value.getMemberPointerDecl());
  if (value.getMemberPointerDecl() && !method)
    return failure();
  int64_t adjustment =
      method ? importer.ast.getMemberPointerPathAdjustment(value).getQuantity() : 0;
  storeParts(importer, emitParts(importer, method, adjustment, location), destination, location);
  return success(!importer.hasFailed());
}

static LogicalResult emitConversion(FunctionImporter &importer, const clang::CastExpr *cast,
                                    Value destination) {
  SourceLocation location = cast->getExprLoc();
  const Expr *operand = cast->getSubExpr();
  switch (cast->getCastKind()) {
  case clang::CK_NullToMemberPointer:
    if (operand->HasSideEffects(importer.ast))
      importer.emitIgnored(operand);
    storeParts(importer, emitParts(importer, nullptr, 0, location), destination, location);
    return success();
  case clang::CK_ReinterpretMemberPointer:
    // Only calls tell what such a pointer is; those through another type find no candidate.
    return importer.emitAggregate(operand, destination);
  case clang::CK_BaseToDerivedMemberPointer:
  case clang::CK_DerivedToBaseMemberPointer: {
    std::optional<int64_t> distance = getAdjustment(importer, cast);
    if (!distance || importer.emitAggregate(operand, destination).failed())
      return importer.refuseQuietly();
    if (*distance == 0)
      return success();
    Value place = importer.field(destination, adjustmentField, location);
    Value adjusted = arith::AddIOp::create(importer.builder, importer.at(location),
                                           importer.load(place, location),
                                           importer.constantIndex(*distance, location));
    importer.store(adjusted, place, location);
    return success();
  }
  default:
    importer.refuse(location, "unsupported-cast",
                    llvm::Twine("conversion '") + cast->getCastKindName() + "' is not supported");
    return failure();
  }
}

std::optional<LogicalResult> frontend::emitMemberFunctionPointer(FunctionImporter &importer,
                                                                 const Expr *expression,
                                                                 Value destination) {
  SourceLocation location = expression->getExprLoc();
  if (!expression->getType()->isMemberFunctionPointerType())
    return std::nullopt;
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression)) {
    switch (cast->getCastKind()) {
    case clang::CK_NoOp:
    case clang::CK_LValueToRValue:
    case clang::CK_UserDefinedConversion:
      return std::nullopt;
    default:
      return emitConversion(importer, cast, destination);
    }
  }
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression);
      unary && unary->getOpcode() == clang::UO_AddrOf) {
    const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(unary->getSubExpr()->IgnoreParens());
    const auto *method = name ? llvm::dyn_cast<clang::CXXMethodDecl>(name->getDecl()) : nullptr;
    if (!method)
      return importer.refuseNode(expression), failure();
    storeParts(importer, emitParts(importer, method, 0, location), destination, location);
    return success(!importer.hasFailed());
  }
  if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(expression)) {
    if (list->getNumInits() == 1)
      return importer.emitAggregate(list->getInit(0), destination);
    storeParts(importer, emitParts(importer, nullptr, 0, location), destination, location);
    return success();
  }
  return std::nullopt;
}

Value frontend::emitMemberComparison(FunctionImporter &importer,
                                     const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(location);
  Value left = importer.emitToTemporary(expression->getLHS());
  Value right = left ? importer.emitToTemporary(expression->getRHS()) : Value();
  if (!right)
    return {};
  auto part = [&](Value pointer, unsigned field) {
    return importer.load(importer.field(pointer, field, location), location);
  };
  // Null pointers are equal whatever their adjustment is.
  Value code = part(left, codeField);
  Value sameCode = cxx::CodeEqualOp::create(builder, at, code, part(right, codeField));
  Value sameAdjustment =
      arith::CmpIOp::create(builder, at, arith::CmpIPredicate::eq, part(left, adjustmentField),
                            part(right, adjustmentField));
  Value isNull =
      cxx::CodeEqualOp::create(builder, at, code, importer.zero(code.getType(), location));
  Value same = arith::AndIOp::create(builder, at, sameCode,
                                     arith::OrIOp::create(builder, at, sameAdjustment, isNull));
  if (expression->getOpcode() == clang::BO_NE)
    same = arith::XOrIOp::create(builder, at, same,
                                 importer.constantInt(builder.getI1Type(), 1, location));
  return importer.convertScalar(same, importer.ast.BoolTy, expression->getType(), location);
}

//===-------------------------------- calls ------------------------------===//

Value frontend::emitMemberCall(FunctionImporter &importer, const clang::CallExpr *call,
                               const clang::BinaryOperator *callee, Value destination) {
  SourceLocation location = call->getExprLoc();
  QualType pointerType = callee->getRHS()->getType();
  const auto *prototype = pointerType->castAs<clang::MemberPointerType>()
                              ->getPointeeType()
                              ->getAs<clang::FunctionProtoType>();
  if (!prototype || prototype->isVariadic())
    return importer.refuse(location, "unsupported-variadic",
                           "calls through pointers to variadic functions are not supported");
  Value object = emitObject(importer, callee);
  const Expr *right = callee->getRHS();
  Value pointer = !object              ? Value()
                  : right->isGLValue() ? importer.emitLValue(right)
                                       : importer.emitToTemporary(right);
  if (!pointer)
    return {};
  Value code = importer.load(importer.field(pointer, codeField, location), location);
  Value adjustment = importer.load(importer.field(pointer, adjustmentField, location), location);
  // Normalization adds the adjustment, which the class of the function that is called determines.
  const clang::CXXRecordDecl *record =
      pointerType->castAs<clang::MemberPointerType>()->getMostRecentCXXRecordDecl();
  cxx::PtrType objectType =
      importer.importPointerTo(importer.ast.getCanonicalTagType(record), location);
  IndirectArguments arguments{{code, adjustment}, {}};
  object = importer.castPointer(object, objectType, location);
  if (addArguments(importer, call, prototype, object, destination, arguments).failed())
    return {};
  mlir::func::FuncOp target = importer.module.getMemberCallee(
      importer, pointerType, arguments.getTypes(), arguments.result);
  return importer.createCall(target, arguments.values, location);
}
