// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++ types as types of the 'cxx' dialect, with clang's record layout.

#include "ImportTypes.h"

#include "ImportComplex.h"

#include "ImportDiagnostics.h"
#include "MemberPointers.h"
#include "PlainCalls.h"
#include "mlir/IR/Builders.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Basic/TargetInfo.h"

using namespace costate;
using namespace costate::frontend;
using clang::QualType;
using clang::SourceLocation;

bool costate::frontend::hasVirtualBases(const clang::RecordDecl *record) {
  const auto *object = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(record);
  return object && object->hasDefinition() && object->getNumVBases() != 0 &&
         !isOpaqueClass(object->getDefinition());
}

bool costate::frontend::isAggregateType(QualType type) {
  return type->isRecordType() || type->isArrayType() || type->isVectorType() ||
         type->isAnyComplexType() || type->isMemberFunctionPointerType();
}

mlir::Type TypeImporter::refuse(SourceLocation location, llvm::StringRef code,
                                const llvm::Twine &message, const clang::FunctionDecl *function) {
  diagnostics.refuse(location, code, message, function);
  return {};
}

mlir::Type TypeImporter::importBuiltin(const clang::BuiltinType *type, SourceLocation location,
                                       const clang::FunctionDecl *function) {
  mlir::Builder builder(context);
  switch (type->getKind()) {
  case clang::BuiltinType::Bool:
    return builder.getI1Type();
  case clang::BuiltinType::Float:
    return builder.getF32Type();
  case clang::BuiltinType::Double:
    return builder.getF64Type();
  case clang::BuiltinType::NullPtr:
    return cxx::PtrType::get(mlir::NoneType::get(context));
  case clang::BuiltinType::LongDouble:
    if (&ast.getFloatTypeSemantics(QualType(type, 0)) == &llvm::APFloat::x87DoubleExtended())
      return mlir::Float80Type::get(context);
    [[fallthrough]];
  case clang::BuiltinType::Float128:
    return refuse(location, "unsupported-long-double",
                  "type '" + QualType(type, 0).getAsString() + "' is not supported; use 'double'",
                  function);
  case clang::BuiltinType::Int128:
  case clang::BuiltinType::UInt128:
    return refuse(location, "unsupported-int128", "128-bit integers are not supported", function);
  default:
    break;
  }
  if (type->isInteger())
    return builder.getIntegerType(ast.getTypeSize(type));
  return refuse(location, "unsupported-type",
                "type '" + QualType(type, 0).getAsString() + "' is not supported", function);
}

/// A vector is an array of its lanes; those that are laid out otherwise are refused.
mlir::Type TypeImporter::importVector(const clang::VectorType *type, SourceLocation location,
                                      const clang::FunctionDecl *function) {
  QualType lane = type->getElementType();
  if (lane->isBooleanType() ||
      ast.getTypeSize(type) != ast.getTypeSize(lane) * type->getNumElements())
    return refuse(location, "unsupported-vector",
                  "vector type '" + QualType(type, 0).getAsString() + "' is not supported",
                  function);
  mlir::Type imported = import(lane, location, function);
  return imported ? cxx::ArrayType::get(type->getNumElements(), imported) : mlir::Type();
}

static cxx::PtrType getPointerTo(mlir::Type pointee) {
  return pointee ? cxx::PtrType::get(pointee) : cxx::PtrType();
}

cxx::PtrType TypeImporter::importPointerTo(QualType pointee, SourceLocation location,
                                           const clang::FunctionDecl *function) {
  pointee = pointee.getCanonicalType();
  if (pointee->isVoidType())
    return cxx::PtrType::get(mlir::NoneType::get(context));
  if (const clang::RecordDecl *record = pointee->getAsRecordDecl())
    return cxx::PtrType::get(identify(record));
  // `T (*)[n]`: what is reached are the elements, too.
  while (const clang::VariableArrayType *array = ast.getAsVariableArrayType(pointee))
    pointee = array->getElementType().getCanonicalType();
  if (const clang::RecordDecl *record = pointee->getAsRecordDecl())
    return cxx::PtrType::get(identify(record));
  // `T (*)[]`: the extent is unknown, elements are reached through the element type.
  if (const clang::ArrayType *array = ast.getAsIncompleteArrayType(pointee))
    return array->getElementType()->isVariableArrayType()
               ? importPointerTo(array->getElementType(), location, function)
               : getPointerTo(import(array->getElementType(), location, function));
  return getPointerTo(import(pointee, location, function));
}

mlir::Type TypeImporter::import(QualType type, SourceLocation location,
                                const clang::FunctionDecl *function) {
  if (type.isVolatileQualified() && !type->isIntegralOrEnumerationType() && !type->isArrayType())
    return refuse(location, "unsupported-volatile",
                  "volatile objects other than integers are not supported", function);
  type = type.getCanonicalType().getUnqualifiedType();
  if (const auto *builtin = type->getAs<clang::BuiltinType>())
    return importBuiltin(builtin, location, function);
  if (type->isFunctionPointerType() || type->isFunctionReferenceType() || type->isFunctionType())
    return cxx::CodeType::get(context);
  if (type->isPointerType() || type->isReferenceType())
    return importPointerTo(type->getPointeeType(), location, function);
  if (type->isMemberFunctionPointerType())
    return getMemberFunctionType(context);
  if (type->isMemberDataPointerType())
    return mlir::IntegerType::get(context, 64);
  if (const clang::ConstantArrayType *array = ast.getAsConstantArrayType(type)) {
    mlir::Type element = import(array->getElementType(), location, function);
    return element ? cxx::ArrayType::get(array->getZExtSize(), element) : mlir::Type();
  }
  if (type->isVariableArrayType())
    return refuse(location, "unsupported-vla",
                  "an array of variable length is not supported here; use 'new' or 'malloc'",
                  function);
  if (const auto *enumeration = type->getAs<clang::EnumType>()) {
    const clang::EnumDecl *declaration = enumeration->getDecl()->getDefinitionOrSelf();
    tags.insert(declaration);
    return import(declaration->getIntegerType(), location, function);
  }
  if (const clang::RecordDecl *record = type->getAsRecordDecl()) {
    if (hasVirtualBases(record))
      return importWhole(llvm::cast<clang::CXXRecordDecl>(record)->getDefinition(), location,
                         function);
    return complete(record, location, function) ? identify(record) : mlir::Type();
  }
  if (const auto *vector = type->getAs<clang::VectorType>())
    return importVector(vector, location, function);
  if (type->isMatrixType())
    return refuse(location, "unsupported-vector", "matrix types are not supported", function);
  if (const auto *complex = type->getAs<clang::ComplexType>()) {
    mlir::Type part = import(complex->getElementType(), location, function);
    if (cxx::RecordType record = getComplexType(part))
      return record;
    return part ? refuse(location, "unsupported-complex",
                         "complex numbers of this type are not supported; use 'double'", function)
                : mlir::Type();
  }
  if (type->isAtomicType())
    return refuse(location, "unsupported-atomic", "atomic types are not supported", function);
  return refuse(location, "unsupported-type",
                "type '" + type.getAsString(ast.getPrintingPolicy()) + "' is not supported",
                function);
}

std::string TypeImporter::spellRecord(const clang::RecordDecl *record) const {
  clang::PrintingPolicy policy(ast.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.FullyQualifiedName = true;
  policy.SuppressUnwrittenScope = true;
  policy.PrintAsCanonical = true;
  return QualType(ast.getCanonicalTagType(record)).getAsString(policy);
}

/// `ns::unnamed_0`: what emitted C++ calls a class without a name at namespace or function scope.
std::string TypeImporter::nameUnnamed(const clang::RecordDecl *record) {
  std::string name = "unnamed_" + std::to_string(unnamed.size());
  unnamed[record] = name;
  for (const clang::DeclContext *scope = record->getDeclContext(); scope;
       scope = scope->getParent())
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(scope);
        space && !space->isAnonymousNamespace() && !space->isInline())
      name = space->getNameAsString() + "::" + name;
  return name;
}

cxx::RecordType TypeImporter::identify(const clang::RecordDecl *record) {
  if (const clang::RecordDecl *definition = record->getDefinition())
    record = definition;
  if (cxx::RecordType known = records.lookup(record))
    return known;
  bool isPart = hasVirtualBases(record);
  cxx::RecordType type = create(record, isPart ? "_part" : "");
  if (isPart)
    parts.insert(type);
  return records[record] = type;
}

cxx::RecordType TypeImporter::identifyWhole(const clang::CXXRecordDecl *record) {
  if (cxx::RecordType known = wholes.lookup(record))
    return known;
  cxx::RecordType type = create(record, "");
  partOfWhole[type] = identify(record);
  return wholes[record] = type;
}

cxx::RecordType TypeImporter::getPart(mlir::Type whole) const { return partOfWhole.lookup(whole); }

cxx::RecordType TypeImporter::create(const clang::RecordDecl *record, llvm::StringRef suffix) {
  // Local classes of different functions may share a name; classes without a name get one.
  const auto *classRecord = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  bool isLambda = classRecord && classRecord->isLambda();
  bool isUnnamed = !record->getIdentifier() && !record->getTypedefNameForAnonDecl() &&
                   !record->getDeclContext()->isRecord();
  bool isRepeatable = isLambda || repeatable.isRepeatable(record);
  // Not by its place: emitted text does not depend on where the sources lie.
  std::string base = isLambda        ? "(lambda)"
                     : !isRepeatable ? cxx::layoutPrefix.str() +
                                           (isString(record) ? cxx::textPrefix.str() : "") +
                                           repeatable.getShortName(record) + suffix.str()
                     : isUnnamed     ? nameUnnamed(record)
                                     : spellRecord(record);
  std::string name = base;
  for (unsigned copy = 1; !recordsByName.try_emplace(name, record).second; ++copy)
    name = base + "$" + std::to_string(copy);
  cxx::RecordType type = cxx::RecordType::get(context, name);
  if (!isLambda && isRepeatable) // The others' definitions are generated.
    tags.insert(record);
  return type;
}

bool TypeImporter::checkLayout(const clang::RecordDecl *record, SourceLocation location,
                               const clang::FunctionDecl *function) {
  std::string name = spellRecord(record);
  auto fail = [&](llvm::StringRef code, const llvm::Twine &message) {
    diagnostics.refuse(location, code, message, function);
    return false;
  };
  if (!record->isCompleteDefinition())
    return fail("incomplete-type", "type '" + name + "' is used but not defined");
  if (record->hasFlexibleArrayMember())
    return fail("unsupported-flexible-array",
                "flexible array member in '" + name + "' is not supported");
  for (const clang::FieldDecl *field : record->fields())
    if (field->isBitField() &&
        (field->getBitWidthValue() > 64 || field->hasAttr<clang::PackedAttr>() ||
         !ast.getTargetInfo().isLittleEndian()))
      return fail("unsupported-bit-field",
                  "bit-field '" + field->getName() + "' of '" + name + "' is not supported");
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record)) {
    auto isOpaque = [](const clang::CXXBaseSpecifier &base) {
      return isOpaqueClass(base.getType()->getAsCXXRecordDecl()) ||
             isOpaqueClass(base.getType()->getAsCXXRecordDecl()->getDefinition());
    };
    if (llvm::any_of(object->bases(), isOpaque) || llvm::any_of(object->vbases(), isOpaque))
      return fail("unsupported-virtual-base", "'" + name +
                                                  "' is derived from a class of the library with "
                                                  "virtual bases, which is not supported");
  }
  return true;
}

/// The name of a member; a capture is called like its variable.
llvm::StringRef TypeImporter::getFieldName(const clang::FieldDecl *field) {
  const auto *closure = llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent());
  if (!closure || !closure->isLambda())
    return field->getName();
  const clang::LambdaCapture &capture = closure->captures_begin()[field->getFieldIndex()];
  llvm::StringRef name =
      capture.capturesVariable() ? capture.getCapturedVar()->getName() : llvm::StringRef("self");
  // Packs have several captures of one name.
  return captureNames.save(name + "_" + llvm::Twine(field->getFieldIndex()));
}

/// Bit-fields that follow each other lie in common integers, as large as their place allows.
llvm::SmallVector<TypeImporter::MemberStorage>
TypeImporter::getMembers(const clang::RecordDecl *record) const {
  llvm::SmallVector<MemberStorage> members;
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  uint64_t begin = 0, end = 0;
  auto addIntegers = [&] {
    for (uint64_t at = begin / 8, last = llvm::divideCeil(end, 8); at < last;) {
      uint64_t size = 8;
      while (at % size != 0 || at + size > last)
        size /= 2;
      members.push_back({nullptr, at, size});
      at += size;
    }
    begin = end = 0;
  };
  for (const clang::FieldDecl *field : record->fields()) {
    uint64_t offset = layout.getFieldOffset(field->getFieldIndex());
    if (field->isBitField()) {
      if (field->isUnnamedBitField() || field->getBitWidthValue() == 0)
        continue;
      begin = end == 0 ? offset : std::min(begin, offset);
      end = std::max<uint64_t>(end, offset + field->getBitWidthValue());
      continue;
    }
    addIntegers();
    if (hasStorage(field))
      members.push_back({field, offset / 8, 0});
  }
  addIntegers();
  return members;
}

bool TypeImporter::complete(const clang::RecordDecl *record, SourceLocation location,
                            const clang::FunctionDecl *function) {
  if (const clang::RecordDecl *definition = record->getDefinition())
    record = definition;
  cxx::RecordType type = identify(record);
  if (type.isComplete())
    return true;
  if (isOpaqueClass(record)) {
    const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
    uint64_t size = layout.getSize().getQuantity();
    auto bytes = cxx::ArrayType::get(size, mlir::IntegerType::get(context, 8));
    return llvm::succeeded(
        type.setBody({{"bytes", bytes, 0}}, size, layout.getAlignment().getQuantity()));
  }
  if (!checkLayout(record, location, function))
    return false;
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  llvm::SmallVector<cxx::RecordField> fields;
  // As a base class, a class lies there with its part only.
  auto importBase = [&](const clang::CXXRecordDecl *base) {
    return complete(base, location, function) ? identify(base) : mlir::Type();
  };
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record)) {
    if (layout.hasOwnVFPtr())
      fields.push_back({"", cxx::CodeType::get(context), 0});
    // Or the hidden pointer is shared with a virtual base that consists of one.
    if (layout.isPrimaryBaseVirtual()) {
      mlir::Type primary = importBase(layout.getPrimaryBase());
      if (!primary)
        return false;
      fields.push_back({"", primary, 0});
    }
    for (const clang::CXXBaseSpecifier &base : object->bases()) {
      const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl();
      if (baseRecord->isEmpty() || base.isVirtual())
        continue;
      mlir::Type baseType = importBase(baseRecord);
      if (!baseType)
        return false;
      fields.push_back(
          {"", baseType, uint64_t(layout.getBaseClassOffset(baseRecord).getQuantity())});
    }
  }
  for (const MemberStorage &member : getMembers(record)) {
    if (!member.field) {
      fields.push_back({captureNames.save(bitFieldPrefix + llvm::Twine(member.offset)),
                        mlir::IntegerType::get(context, member.size * 8), member.offset});
      continue;
    }
    mlir::Type fieldType = import(member.field->getType(), member.field->getLocation(), function);
    if (!fieldType)
      return false;
    fields.push_back({getFieldName(member.field), fieldType, member.offset});
  }
  bool isPart = hasVirtualBases(record);
  return setBody(record, type, fields,
                 isPart ? layout.getNonVirtualSize().alignTo(layout.getNonVirtualAlignment())
                        : layout.getSize(),
                 isPart ? layout.getNonVirtualAlignment() : layout.getAlignment(), location,
                 function);
}

mlir::Type TypeImporter::importWhole(const clang::CXXRecordDecl *record, SourceLocation location,
                                     const clang::FunctionDecl *function) {
  if (!complete(record, location, function))
    return {};
  cxx::RecordType type = identifyWhole(record);
  if (type.isComplete())
    return type;
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  llvm::SmallVector<cxx::RecordField> parts = {{"", identify(record), 0}}, fields;
  for (const clang::CXXBaseSpecifier &base : record->vbases()) {
    const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl()->getDefinition();
    if (!complete(baseRecord, location, function))
      return {};
    if (!baseRecord->isEmpty())
      parts.push_back({"", identify(baseRecord),
                       uint64_t(layout.getVBaseClassOffset(baseRecord).getQuantity())});
  }
  llvm::stable_sort(parts, [](const cxx::RecordField &a, const cxx::RecordField &b) {
    return std::pair(a.offset, -int64_t(cxx::getTypeDataSize(a.type))) <
           std::pair(b.offset, -int64_t(cxx::getTypeDataSize(b.type)));
  });
  for (const cxx::RecordField &part : parts) {
    // What consists of a hidden pointer may lie where another class has its own.
    bool isShared = !fields.empty() && cxx::getTypeDataSize(part.type) == 8 &&
                    part.offset < fields.back().offset + cxx::getTypeDataSize(fields.back().type);
    if (!isShared)
      fields.push_back(part);
  }
  return setBody(record, type, fields, layout.getSize(), layout.getAlignment(), location, function)
             ? type
             : mlir::Type();
}

bool TypeImporter::setBody(const clang::RecordDecl *record, cxx::RecordType type,
                           llvm::ArrayRef<cxx::RecordField> fields, clang::CharUnits size,
                           clang::CharUnits alignment, SourceLocation location,
                           const clang::FunctionDecl *function) {
  for (size_t i = 1; i < fields.size() && !record->isUnion(); ++i) {
    // Copies write no tail padding: the next member may lie there.
    if (fields[i - 1].offset + cxx::getTypeDataSize(fields[i - 1].type) > fields[i].offset) {
      diagnostics.refuse(location, "unsupported-overlapping-members",
                         "members of '" + spellRecord(record) + "' share storage", function);
      return false;
    }
  }
  return llvm::succeeded(type.setBody(fields, size.getQuantity(), alignment.getQuantity()));
}

bool TypeImporter::completePointee(mlir::Type pointee, SourceLocation location) {
  while (auto array = llvm::dyn_cast<cxx::ArrayType>(pointee))
    pointee = array.getElementType();
  auto record = llvm::dyn_cast<cxx::RecordType>(pointee);
  if (!record || record.isComplete())
    return true;
  auto found = recordsByName.find(record.getName());
  if (found == recordsByName.end())
    return false;
  if (getPart(record))
    return static_cast<bool>(
        importWhole(llvm::cast<clang::CXXRecordDecl>(found->second), location, nullptr));
  return complete(found->second, location, nullptr);
}

/// Whether a record starts with a hidden pointer that is in no base of its own.
static bool hasHiddenField(const clang::ASTContext &ast, const clang::CXXRecordDecl *record) {
  const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
  return layout.hasOwnVFPtr() || layout.isPrimaryBaseVirtual();
}

std::optional<unsigned> TypeImporter::getBaseIndex(const clang::CXXRecordDecl *record,
                                                   const clang::CXXRecordDecl *base) const {
  unsigned index = hasHiddenField(ast, record);
  for (const clang::CXXBaseSpecifier &candidate : record->bases()) {
    if (candidate.isVirtual())
      continue;
    const clang::CXXRecordDecl *candidateRecord = candidate.getType()->getAsCXXRecordDecl();
    if (candidateRecord->getCanonicalDecl() == base->getCanonicalDecl())
      return base->isEmpty() ? std::nullopt : std::optional<unsigned>(index);
    if (!candidateRecord->isEmpty())
      ++index;
  }
  return std::nullopt;
}

bool TypeImporter::hasStorage(const clang::FieldDecl *field) const {
  return !field->isZeroSize(ast);
}

unsigned TypeImporter::getFieldIndex(const clang::FieldDecl *field) const {
  unsigned index = 0;
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent())) {
    index = hasHiddenField(ast, object);
    for (const clang::CXXBaseSpecifier &base : object->bases())
      if (!base.isVirtual() && !base.getType()->getAsCXXRecordDecl()->isEmpty())
        ++index;
  }
  uint64_t offset = ast.getFieldOffset(field) / 8;
  for (const MemberStorage &member : getMembers(field->getParent())) {
    bool isHere = field->isBitField() ? !member.field && member.offset <= offset &&
                                            offset < member.offset + member.size
                                      : member.field == field;
    if (isHere)
      break;
    ++index;
  }
  return index;
}
