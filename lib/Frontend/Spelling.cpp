// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Spelling of types in emitted C++, and the types of tangent and adjoint parameters.

#include "Spelling.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace costate;
using clang::QualType;

static clang::PrintingPolicy getPolicy(const clang::ASTContext &ast) {
  clang::PrintingPolicy policy(ast.getLangOpts());
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  policy.Restrict = false;
  policy.UseVoidForZeroParams = false;
  return policy;
}

static QualType qualify(const clang::ASTContext &ast, QualType type) {
  return clang::TypeName::getFullyQualifiedType(type, ast, /*WithGlobalNsPrefix=*/false);
}

std::string frontend::spellType(const clang::ASTContext &ast, QualType type) {
  return qualify(ast, type).getAsString(getPolicy(ast));
}

std::string frontend::spellDeclarator(const clang::ASTContext &ast, QualType type) {
  std::string declarator = "{0}";
  qualify(ast, type).getAsStringInternal(declarator, getPolicy(ast));
  return declarator;
}

QualType frontend::getParameterType(const clang::ASTContext &ast, QualType type) {
  if (const auto *decayed = type->getAs<clang::DecayedType>())
    type = decayed->getDecayedType();
  return type.getLocalUnqualifiedType();
}

QualType frontend::getTangentType(const clang::ASTContext &ast, QualType type) {
  if (type->isReferenceType())
    return ast.getLValueReferenceType(type->getPointeeType());
  return getParameterType(ast, type);
}

/// Removes `const` from everything that the pointer leads to.
static QualType makeWritable(const clang::ASTContext &ast, QualType type) {
  if (type->isPointerType())
    return ast.getPointerType(makeWritable(ast, type->getPointeeType()));
  if (const clang::ConstantArrayType *array = ast.getAsConstantArrayType(type))
    return ast.getConstantArrayType(makeWritable(ast, array->getElementType()), array->getSize(),
                                    nullptr, clang::ArraySizeModifier::Normal, 0);
  return type.getUnqualifiedType();
}

QualType frontend::getAdjointType(const clang::ASTContext &ast, QualType type) {
  if (type->isReferenceType())
    return ast.getPointerType(makeWritable(ast, type->getPointeeType()));
  type = getParameterType(ast, type);
  if (type->isPointerType())
    return makeWritable(ast, type);
  return ast.getPointerType(makeWritable(ast, type));
}

static bool carriesFloats(QualType type, llvm::SmallPtrSetImpl<const clang::Type *> &seen) {
  type = type.getCanonicalType();
  if (type->isFloatingType())
    return true;
  if (type->isPointerType() || type->isReferenceType())
    return carriesFloats(type->getPointeeType(), seen);
  if (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
    return carriesFloats(array->getElementType(), seen);
  const clang::RecordDecl *record = type->getAsRecordDecl();
  if (!record || !(record = record->getDefinition()) || !seen.insert(type.getTypePtr()).second)
    return false;
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : object->bases())
      if (carriesFloats(base.getType(), seen))
        return true;
  return llvm::any_of(record->fields(), [&](const clang::FieldDecl *field) {
    return carriesFloats(field->getType(), seen);
  });
}

bool frontend::carriesFloats(const clang::ASTContext &ast, QualType type) {
  llvm::SmallPtrSet<const clang::Type *, 8> seen;
  return ::carriesFloats(type, seen);
}
