// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtual bases: where they are, and who makes and destroys them. In an object whose class is known
// they are at known places. In others the hidden pointer tells: the tables of the translation unit
// are listed, as for a virtual call.

#include "ClassQueries.h"
#include "FunctionImporter.h"
#include "PlainCalls.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"

using namespace costate;
using namespace costate::frontend;
using clang::CXXRecordDecl;

static int64_t getVirtualDistance(const clang::ASTContext &ast, const CXXRecordDecl *whole,
                                  const CXXRecordDecl *base) {
  return ast.getASTRecordLayout(whole).getVBaseClassOffset(base).getQuantity();
}

static mlir::Type getPointee(Value address) {
  return llvm::cast<cxx::PtrType>(address.getType()).getPointee();
}

//===------------------------------- addresses ---------------------------===//

Value FunctionImporter::toPart(Value object, SourceLocation location) {
  auto pointer = llvm::dyn_cast<cxx::PtrType>(object.getType());
  bool isWhole = pointer && module.types.getPart(pointer.getPointee());
  return isWhole && module.types.completePointee(pointer.getPointee(), location)
             ? field(object, 0, location)
             : object;
}

Value FunctionImporter::toPartPointer(Value pointer, SourceLocation location) {
  auto type = llvm::dyn_cast<cxx::PtrType>(pointer.getType());
  cxx::RecordType part = type ? module.types.getPart(type.getPointee()) : cxx::RecordType();
  if (part && pointer.getDefiningOp<cxx::OffsetOp>())
    return cxx::CastOp::create(builder, at(location), cxx::PtrType::get(part), pointer);
  return toPart(pointer, location);
}

Value FunctionImporter::toWhole(Value object, QualType type, SourceLocation location) {
  if (!hasVirtualBases(type->getAsRecordDecl()))
    return object;
  mlir::Type whole = importType(type, location);
  return whole ? castPointer(object, cxx::PtrType::get(whole), location) : object;
}

Value FunctionImporter::emitPlace(Value object, int64_t distance, const CXXRecordDecl *record,
                                  SourceLocation location) {
  cxx::PtrType type = importPointerTo(ast.getCanonicalTagType(record), location);
  if (!type || !module.types.complete(record, location, function))
    return refuseQuietly(), Value();
  if (distance != 0) {
    object = castPointer(object, cxx::PtrType::get(builder.getI8Type()), location);
    object =
        cxx::OffsetOp::create(builder, at(location), object, constantIndex(distance, location));
  }
  return castPointer(object, type, location);
}

Value FunctionImporter::emitOwnVirtualBase(const CXXRecordDecl *base, SourceLocation location) {
  int64_t distance = getVirtualDistance(ast, construction->whole, base);
  return emitPlace(thisPointer, distance - construction->distance, base, location);
}

/// The distance of a virtual base from the start of an object whose class is known.
std::optional<int64_t> FunctionImporter::findVirtualBase(Value object, const CXXRecordDecl *record,
                                                         const CXXRecordDecl *base) const {
  if (construction && object == thisPointer)
    return getVirtualDistance(ast, construction->whole, base) - construction->distance;
  auto first = object.getDefiningOp<cxx::FieldOp>();
  bool isWhole = module.types.getPart(getPointee(object)) ||
                 (first && first.getIndex() == 0 &&
                  module.types.getPart(getPointee(first.getRecord())) == getPointee(object));
  if (isWhole || record->isEffectivelyFinal())
    return getVirtualDistance(ast, record, base);
  return std::nullopt;
}

Value FunctionImporter::emitVirtualBase(Value object, const CXXRecordDecl *record,
                                        const CXXRecordDecl *base, SourceLocation location) {
  record = record->getDefinition();
  if (std::optional<int64_t> distance = findVirtualBase(object, record, base))
    return emitPlace(toPart(object, location), *distance, base, location);
  return emitVirtualBaseQuery(*this, object, record, base, location);
}

bool frontend::leadsToVirtualBase(const clang::CastExpr *cast) {
  QualType from = cast->getSubExpr()->getType();
  if (from->isPointerType())
    from = from->getPointeeType();
  return !isOpaqueClass(from->getAsCXXRecordDecl()) &&
         llvm::any_of(cast->path(),
                      [](const clang::CXXBaseSpecifier *step) { return step->isVirtual(); });
}

/// A null pointer has no hidden pointer to ask.
Value FunctionImporter::emitNullableVirtualBase(Value object, const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  cxx::PtrType type = importPointerTo(cast->getType()->getPointeeType(), location);
  if (!type)
    return {};
  Block *convert = createBlock(), *end = createBlock();
  Value result = end->addArgument(type, at(location));
  Value isNull =
      cxx::PtrCmpOp::create(builder, at(location), builder.getI1Type(), cxx::PtrPredicate::eq,
                            object, zero(object.getType(), location));
  Value null = zero(type, location);
  Block *skip = createBlock();
  branch(isNull, skip, convert, location);
  continueIn(skip);
  jump(end, location, null);
  continueIn(convert);
  Value base = emitBasePath(object, cast);
  if (!base)
    return {};
  jump(end, location, castPointer(base, type, location));
  continueIn(end);
  return result;
}

//===---------------------------- construction ---------------------------===//

std::optional<Construction>
FunctionImporter::getBaseConstruction(const CXXRecordDecl *record,
                                      const clang::CXXBaseSpecifier &base) const {
  const CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl()->getDefinition();
  if (!construction || !hasVirtualBases(baseRecord))
    return std::nullopt;
  int64_t distance =
      base.isVirtual()
          ? getVirtualDistance(ast, construction->whole, baseRecord)
          : construction->distance +
                ast.getASTRecordLayout(record).getBaseClassOffset(baseRecord).getQuantity();
  return Construction{construction->whole, distance, base.isVirtual(), /*isWhole=*/false};
}

void FunctionImporter::emitBaseInitializer(const clang::CXXCtorInitializer *initializer,
                                           const CXXRecordDecl *record) {
  SourceLocation location = initializer->getSourceLocation();
  bool isVirtual = initializer->isBaseVirtual();
  // The constructor of the whole object has made it.
  if (isVirtual && !construction->isWhole)
    return;
  const CXXRecordDecl *baseRecord =
      QualType(initializer->getBaseClass(), 0)->getAsCXXRecordDecl()->getDefinition();
  for (const clang::CXXBaseSpecifier &base : isVirtual ? record->vbases() : record->bases()) {
    if (base.isVirtual() != isVirtual ||
        base.getType()->getAsCXXRecordDecl()->getDefinition() != baseRecord)
      continue;
    Value address = isVirtual ? emitOwnVirtualBase(baseRecord, location)
                              : emitBaseSubobject(thisPointer, record, base, location);
    if (!address)
      return;
    llvm::SaveAndRestore<std::optional<Construction>> made(constructedBase,
                                                           getBaseConstruction(record, base));
    if (emitAggregate(initializer->getInit(), address).failed())
      return;
    size_t depth = cleanups.depth();
    pushUnwinding(base.getType(), address, location);
    if (cleanups.depth() != depth)
      cleanups.entries.back().part = constructedBase;
  }
}

void FunctionImporter::pushBaseDestruction(const CXXRecordDecl *record,
                                           const clang::CXXBaseSpecifier &base, Value address,
                                           SourceLocation location) {
  size_t depth = cleanups.depth();
  pushDestruction(base.getType(), address, location, Lifetime::Scope);
  if (cleanups.depth() != depth)
    cleanups.entries.back().part = getBaseConstruction(record, base);
}

mlir::func::FuncOp FunctionImporter::getConstructor(const clang::CXXConstructExpr *construct,
                                                    SourceLocation location) {
  const clang::CXXConstructorDecl *constructor = construct->getConstructor();
  if (hasVirtualBases(constructor->getParent())) {
    std::optional<Construction> part;
    switch (construct->getConstructionKind()) {
    case clang::CXXConstructionKind::Complete:
      break;
    case clang::CXXConstructionKind::Delegating:
      part = construction;
      break;
    case clang::CXXConstructionKind::NonVirtualBase:
    case clang::CXXConstructionKind::VirtualBase:
      part = constructedBase;
      break;
    }
    if (part)
      return module.getPartFunction(constructor, *part, function, location);
  }
  return module.getFunction(constructor, function, location);
}
