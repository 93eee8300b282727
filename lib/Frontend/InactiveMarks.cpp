// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The attribute `[[costate::inactive]]`, kept beside the AST, and its heirs: redeclarations and
// template instances.

#include "InactiveMarks.h"

#include "Spelling.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"
#include <map>

using namespace costate;

static llvm::DenseSet<const clang::Decl *> &getTable(const clang::ASTContext &ast) {
  static std::map<const clang::ASTContext *, llvm::DenseSet<const clang::Decl *>> tables;
  return tables[&ast];
}

namespace {

class InactiveInfo : public clang::ParsedAttrInfo {
public:
  InactiveInfo() {
    static constexpr Spelling names[] = {{clang::ParsedAttr::AS_CXX11, "costate::inactive"},
                                         {clang::ParsedAttr::AS_C23, "costate::inactive"}};
    Spellings = names;
  }

  bool diagAppertainsToDecl(clang::Sema &sema, const clang::ParsedAttr &attribute,
                            const clang::Decl *declaration) const override {
    if (llvm::isa<clang::FunctionDecl, clang::VarDecl, clang::FieldDecl, clang::RecordDecl>(
            declaration))
      return true;
    clang::DiagnosticsEngine &engine = sema.getDiagnostics();
    engine.Report(attribute.getLoc(), engine.getDiagnosticIDs()->getCustomDiagID(
                                          clang::DiagnosticIDs::Error,
                                          "'costate::inactive' applies to functions, classes, "
                                          "variables and data members [costate-annotation]"));
    return false;
  }

  AttrHandling handleDeclAttribute(clang::Sema &sema, clang::Decl *declaration,
                                   const clang::ParsedAttr &) const override {
    getTable(sema.getASTContext()).insert(declaration);
    return AttributeApplied;
  }
};

} // namespace

void frontend::registerInactiveAttribute() {
  static clang::ParsedAttrInfoRegistry::Add<InactiveInfo> inactive("costate-inactive",
                                                                   "no derivative");
}

/// The member of the class template that a member of an instance comes from.
static const clang::FieldDecl *findPattern(const clang::FieldDecl *field) {
  const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent());
  const clang::CXXRecordDecl *pattern =
      record ? record->getTemplateInstantiationPattern() : nullptr;
  if (!pattern)
    return nullptr;
  for (const clang::FieldDecl *candidate : pattern->fields())
    if (candidate->getFieldIndex() == field->getFieldIndex())
      return candidate;
  return nullptr;
}

bool frontend::isMarkedInactive(const clang::Decl *declaration) {
  const auto &table = getTable(declaration->getASTContext());
  if (table.empty())
    return false;
  for (const clang::Decl *other : declaration->redecls())
    if (table.contains(other))
      return true;
  const clang::Decl *pattern = nullptr;
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration)) {
    pattern = function->getTemplateInstantiationPattern();
    if (const clang::FunctionTemplateDecl *primary = function->getPrimaryTemplate();
        primary && !pattern)
      pattern = primary->getTemplatedDecl();
  } else if (const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration)) {
    pattern = record->getTemplateInstantiationPattern();
  } else if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration)) {
    pattern = variable->getTemplateInstantiationPattern();
    if (const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(declaration))
      if (const auto *owner = llvm::dyn_cast<clang::FunctionDecl>(parameter->getDeclContext())) {
        const clang::FunctionDecl *from = owner->getTemplateInstantiationPattern();
        unsigned index = parameter->getFunctionScopeIndex();
        if (from && index < from->getNumParams())
          pattern = from->getParamDecl(index);
        for (const clang::FunctionDecl *other : owner->redecls())
          if (table.contains(other->getParamDecl(index)))
            return true;
      }
  } else if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(declaration)) {
    pattern = findPattern(field);
  }
  return pattern && pattern != declaration && isMarkedInactive(pattern);
}

bool frontend::isInactiveObject(const clang::Decl *declaration) {
  if (isMarkedInactive(declaration))
    return true;
  const auto *value = llvm::dyn_cast<clang::ValueDecl>(declaration);
  if (!value)
    return false;
  clang::QualType type = value->getType();
  while (type->isPointerType() || type->isReferenceType() || type->isArrayType())
    type = type->isArrayType() ? declaration->getASTContext().getBaseElementType(type)
                               : type->getPointeeType();
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return record && isMarkedInactive(record);
}

const clang::FieldDecl *frontend::findLeadingMember(const clang::ASTContext &ast,
                                                    clang::QualType type) {
  const clang::RecordDecl *record =
      ast.getBaseElementType(type.getNonReferenceType())->getAsRecordDecl();
  if (!record || !(record = record->getDefinition()))
    return nullptr;
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : object->bases())
      if (const clang::FieldDecl *found = findLeadingMember(ast, base.getType()))
        return found;
  for (const clang::FieldDecl *field : record->fields()) {
    clang::QualType fieldType = ast.getBaseElementType(field->getType());
    bool leads = fieldType->isPointerType() || fieldType->isReferenceType();
    if (leads && carriesFloats(ast, fieldType))
      return field;
    if (!leads)
      if (findLeadingMember(ast, fieldType))
        return field;
  }
  return nullptr;
}
