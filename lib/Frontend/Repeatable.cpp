// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Repeatable.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace costate::frontend;
using clang::QualType;

/// Whether the declaration of a member is written in what C++ got after C++17.
static bool isMemberBeyondCxx17(const clang::CXXMethodDecl *method) {
  bool isStaticOperator = method->isStatic() && method->isOverloadedOperator() &&
                          !llvm::is_contained({clang::OO_New, clang::OO_Delete, clang::OO_Array_New,
                                               clang::OO_Array_Delete},
                                              method->getOverloadedOperator());
  bool isWideSubscript =
      method->getOverloadedOperator() == clang::OO_Subscript && method->getNumParams() != 1;
  return method->getTrailingRequiresClause() || method->isExplicitObjectMemberFunction() ||
         method->isConsteval() || isStaticOperator || isWideSubscript ||
         method->getOverloadedOperator() == clang::OO_Spaceship;
}

bool costate::frontend::isBeyondCxx17(const clang::RecordDecl *record) {
  const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  return object && llvm::any_of(object->decls(), [](const clang::Decl *member) {
           if (const auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(member))
             member = pattern->getTemplatedDecl();
           const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(member);
           return method && isMemberBeyondCxx17(method);
         });
}

/// Longer names say nothing more; the importer numbers those that become equal.
static constexpr size_t longestName = 48;

bool RepeatableRecords::isRepeatable(const clang::RecordDecl *record) {
  if (const clang::RecordDecl *definition = record->getDefinition())
    record = definition;
  // A class that holds pointers to itself is judged by its other members.
  auto [entry, isNew] = known.try_emplace(record, true);
  if (!isNew)
    return entry->second;
  bool result = check(record);
  known[record] = result;
  return result;
}

bool RepeatableRecords::check(const clang::RecordDecl *record) {
  const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  if (object && object->isLambda())
    return false;
  if (record->getAccess() == clang::AS_private || record->getAccess() == clang::AS_protected)
    return false;
  // Members of an anonymous struct belong to the class around it.
  if (!record->getIdentifier() && !record->getTypedefNameForAnonDecl())
    if (const auto *outer = llvm::dyn_cast<clang::RecordDecl>(record->getDeclContext()))
      return isRepeatable(outer);
  // The printer knows complex numbers.
  if (record->isInStdNamespace() && record->getName() == "complex")
    return true;
  // The library's classes are another implementation's elsewhere.
  const clang::SourceManager &sources = ast.getSourceManager();
  if (object && sources.isInSystemHeader(sources.getExpansionLoc(record->getLocation())) &&
      (record->isInStdNamespace() || llvm::isa<clang::ClassTemplateSpecializationDecl>(record)))
    return false;
  // Emitted C++ includes the header, where a class of a function has no name outside of it.
  if (record->getParentFunctionOrMethod() &&
      sources.isInSystemHeader(sources.getExpansionLoc(record->getLocation())))
    return false;
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray())
      if (argument.getKind() == clang::TemplateArgument::Type && !checkType(argument.getAsType()))
        return false;
  if (object && !object->hasDefinition())
    return true;
  if (isBeyondCxx17(record))
    return false;
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    if (instance->getSpecializedTemplate()->hasAssociatedConstraints())
      return false;
  if (object && !checkObject(object))
    return false;
  return llvm::all_of(record->fields(), [&](const clang::FieldDecl *field) {
    bool isOpen = field->getAccess() == clang::AS_public || field->getAccess() == clang::AS_none;
    return isOpen && !field->isBitField() && !field->getType()->isReferenceType() &&
           !field->getType().isConstQualified() && checkType(field->getType());
  });
}

bool RepeatableRecords::checkObject(const clang::CXXRecordDecl *object) {
  if (object->isDynamicClass() || !object->isTriviallyCopyable() ||
      object->hasUserDeclaredConstructor() || object->defaultedCopyConstructorIsDeleted() ||
      !object->hasDefaultConstructor())
    return false;
  return llvm::all_of(object->bases(), [&](const clang::CXXBaseSpecifier &base) {
    return base.getAccessSpecifier() == clang::AS_public && checkType(base.getType());
  });
}

bool RepeatableRecords::checkType(QualType type) {
  type = type.getCanonicalType();
  while (true) {
    if (const clang::ArrayType *array = ast.getAsArrayType(type))
      type = array->getElementType();
    else if (type->isPointerType() || type->isReferenceType())
      type = type->getPointeeType();
    else
      break;
  }
  // What such a pointer is in the derivative is a number, or a struct, there.
  if (type->isMemberPointerType())
    return false;
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return !record || isRepeatable(record);
}

/// Arguments of the library's templates that everybody leaves out.
static bool isDefaultArgument(QualType type) {
  const clang::RecordDecl *record = type->getAsRecordDecl();
  if (!record || !record->isInStdNamespace())
    return false;
  llvm::StringRef name = record->getName();
  for (llvm::StringRef usual :
       {"allocator", "less", "char_traits", "default_delete", "hash", "equal_to"})
    if (name == usual)
      return true;
  return false;
}

std::string RepeatableRecords::getShortName(QualType type) const {
  type = type.getCanonicalType().getUnqualifiedType();
  if (type->isPointerType() || type->isReferenceType())
    return getShortName(type->getPointeeType()) + "_ptr";
  if (const clang::RecordDecl *record = type->getAsRecordDecl())
    return getShortName(record);
  clang::PrintingPolicy policy(ast.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  std::string text = type.getAsString(policy), result;
  for (char c : llvm::StringRef(text).substr(text.rfind(':') + 1))
    if (llvm::isAlnum(c) || c == '_')
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  return llvm::StringRef(result).trim('_').str();
}

std::string RepeatableRecords::getShortName(const clang::RecordDecl *record) const {
  std::string name;
  if (const auto *outer = llvm::dyn_cast<clang::RecordDecl>(record->getDeclContext()))
    name = getShortName(outer) + "_";
  const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  llvm::StringRef own = record->getName();
  if (own.empty())
    own = object && object->isLambda() ? "closure" : record->isUnion() ? "variants" : "members";
  name += own.ltrim('_');
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type) {
        if (!isDefaultArgument(argument.getAsType()))
          name += "_" + getShortName(argument.getAsType());
      } else if (argument.getKind() == clang::TemplateArgument::Integral) {
        name += "_" + llvm::toString(argument.getAsIntegral().abs(), 10, /*Signed=*/false);
      } else if (argument.getKind() == clang::TemplateArgument::Pack) {
        for (const clang::TemplateArgument &part : argument.pack_elements())
          if (part.getKind() == clang::TemplateArgument::Type)
            name += "_" + getShortName(part.getAsType());
      }
    }
  return llvm::StringRef(name).take_front(longestName).rtrim('_').str();
}
