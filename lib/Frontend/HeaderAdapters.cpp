// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "HeaderAdapters.h"

#include "InactiveMarks.h"
#include "Spelling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace costate;
using namespace costate::frontend;
using clang::QualType;

/// The instance of a class template of `costate::detail` that a function is a member of.
static const clang::ClassTemplateSpecializationDecl *
getDetailInstance(const clang::FunctionDecl *function) {
  const auto *instance =
      llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(function->getDeclContext());
  const auto *detail =
      instance ? llvm::dyn_cast<clang::NamespaceDecl>(instance->getDeclContext()) : nullptr;
  const auto *costate =
      detail ? llvm::dyn_cast<clang::NamespaceDecl>(detail->getDeclContext()) : nullptr;
  bool isDetail = costate && detail->getName() == "detail" && costate->getName() == "costate" &&
                  costate->getDeclContext()->getRedeclContext()->isTranslationUnit();
  return isDetail && instance->getIdentifier() ? instance : nullptr;
}

HeaderAdapter frontend::getHeaderAdapter(const clang::FunctionDecl *function) {
  HeaderAdapter adapter;
  const clang::ClassTemplateSpecializationDecl *instance = getDetailInstance(function);
  if (!instance || instance->getTemplateArgs().size() == 0)
    return adapter;
  const clang::TemplateArgument &first = instance->getTemplateArgs()[0];
  llvm::StringRef name = instance->getName();
  if (name == "copying" && first.getKind() == clang::TemplateArgument::Type) {
    adapter.copied = first.getAsType();
  } else if (name == "callable_adapter" && first.getKind() == clang::TemplateArgument::Type) {
    adapter.callable = first.getAsType()->getAsCXXRecordDecl();
  } else if (name.ends_with("_adapter") &&
             first.getKind() == clang::TemplateArgument::Declaration) {
    const auto *target = llvm::dyn_cast<clang::FunctionDecl>(first.getAsDecl());
    if (!target)
      return adapter;
    adapter = getHeaderAdapter(target);
    if (!adapter)
      adapter.function = target;
    adapter.isSeeded = name == "seeded_adapter";
    adapter.object = name == "seeded_adapter" || name == "stored_adapter";
  }
  return adapter;
}

bool frontend::isLayoutFunction(const clang::FunctionDecl *function) {
  const clang::ClassTemplateSpecializationDecl *instance = getDetailInstance(function);
  return instance && instance->getName() == "layout" && function->getIdentifier() &&
         (function->getName() == "shares" || function->getName() == "overwrite");
}

static bool copiesItself(const clang::CXXRecordDecl *record) {
  return llvm::any_of(record->ctors(), [](const clang::CXXConstructorDecl *constructor) {
    return constructor->isCopyConstructor() && constructor->isUserProvided();
  });
}

const clang::FieldDecl *frontend::findSharedMember(const clang::ASTContext &ast, QualType type) {
  type = ast.getBaseElementType(type);
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !(record = record->getDefinition()) || copiesItself(record))
    return nullptr;
  for (const clang::CXXBaseSpecifier &base : record->bases())
    if (const clang::FieldDecl *shared = findSharedMember(ast, base.getType()))
      return shared;
  for (const clang::FieldDecl *field : record->fields()) {
    if (isInactiveObject(field))
      continue;
    QualType fieldType = ast.getBaseElementType(field->getType());
    if (fieldType->isPointerType() || fieldType->isReferenceType()) {
      if (carriesFloats(ast, fieldType))
        return field;
    } else if (const clang::FieldDecl *shared = findSharedMember(ast, fieldType)) {
      return shared;
    }
  }
  return nullptr;
}
