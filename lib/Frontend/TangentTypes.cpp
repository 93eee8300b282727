// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The search for floating-point numbers through the types of an object. Classes form cycles: what a
// search did not find is known of all classes that it met, what it found only of its start.

#include "TangentTypes.h"

#include "InactiveMarks.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace costate;
using namespace costate::frontend;
using clang::QualType;

bool frontend::isInStd(const clang::Decl *declaration) {
  for (const clang::DeclContext *scope = declaration->getDeclContext(); scope;
       scope = scope->getParent())
    if (scope->isStdNamespace())
      return true;
  return false;
}

namespace {
class DerivedFinder : public clang::RecursiveASTVisitor<DerivedFinder> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCXXRecordDecl(clang::CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !record->isDependentContext() &&
        !record->isInvalidDecl())
      for (const clang::CXXBaseSpecifier &base : record->bases())
        if (const clang::CXXRecordDecl *from = base.getType()->getAsCXXRecordDecl())
          found.push_back({from->getCanonicalDecl(), record});
    return true;
  }
  llvm::SmallVector<std::pair<const clang::CXXRecordDecl *, const clang::CXXRecordDecl *>> found;
};
} // namespace

const llvm::SmallVector<const clang::CXXRecordDecl *> &
TangentTypes::getDerived(const clang::RecordDecl *base) {
  if (!hasDerived) {
    hasDerived = true;
    DerivedFinder finder;
    finder.TraverseDecl(ast.getTranslationUnitDecl());
    for (auto [from, record] : finder.found)
      derived[from].push_back(record);
  }
  return derived[llvm::cast<clang::RecordDecl>(base->getCanonicalDecl())];
}

bool TangentTypes::isInSystemHeader(const clang::Decl *declaration) const {
  const clang::SourceManager &sources = ast.getSourceManager();
  return sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation()));
}

bool TangentTypes::mayCarry(QualType type) {
  Search search;
  visit(type, search, /*isTrusted=*/false);
  return finish(search);
}

bool TangentTypes::mayLeadToTangent(QualType pointee) {
  Search search;
  visitBehind(pointee, search, /*isTrusted=*/false);
  return finish(search);
}

bool TangentTypes::finish(Search &search) {
  for (unsigned next = 0; next < search.records.size() && !search.found; ++next) {
    const clang::RecordDecl *record = search.records[next];
    auto entry = known.find(record);
    if (entry != known.end()) {
      search.found |= entry->second;
      continue;
    }
    visitMembers(record, search);
  }
  if (!search.found)
    for (const clang::RecordDecl *record : search.records)
      known[record] = false;
  return search.found;
}

void TangentTypes::visit(QualType type, Search &search, bool isTrusted) {
  type = type.getCanonicalType();
  if (type->isArrayType())
    type = ast.getBaseElementType(type);
  if (type->isPointerType() || type->isReferenceType())
    return visitBehind(type->getPointeeType(), search, isTrusted);
  if (const clang::RecordDecl *record = type->getAsRecordDecl()) {
    search.records.insert(record->getDefinition() ? record->getDefinition() : record);
    return;
  }
  search.found |=
      !type->isIntegralOrEnumerationType() && !type->isVoidType() && !type->isNullPtrType();
}

void TangentTypes::visitBehind(QualType pointee, Search &search, bool isTrusted) {
  pointee = pointee.getCanonicalType();
  if (pointee->isVoidType() || pointee->isFunctionType()) {
    search.found |= !isTrusted;
    return;
  }
  visit(pointee, search, isTrusted);
  // An object of a derived class may lie there.
  llvm::SmallVector<const clang::RecordDecl *> work;
  if (const clang::RecordDecl *record = pointee->getAsRecordDecl())
    work.push_back(record);
  while (!work.empty())
    for (const clang::CXXRecordDecl *next : getDerived(work.pop_back_val()))
      if (search.records.insert(next->getDefinition() ? next->getDefinition() : next))
        work.push_back(next);
}

/// The C library's own objects, and what streams keep for their users by number, hold pointers of
/// unknown type that no other function of the library follows.
static bool hidesPointers(const clang::RecordDecl *record) {
  const clang::DeclContext *scope = record;
  for (; scope->getParent()->isRecord(); scope = scope->getParent()) {
  }
  const auto *outermost = llvm::cast<clang::RecordDecl>(scope);
  return !isInStd(outermost) || outermost->getName() == "ios_base";
}

void TangentTypes::visitMembers(const clang::RecordDecl *record, Search &search) {
  if (isMarkedInactive(record))
    return;
  bool isSystem = isInSystemHeader(record);
  if (!record->isCompleteDefinition()) {
    // The library's secrets are no numbers of the program; another one's may be.
    search.found |= !isSystem;
    return;
  }
  bool isTrusted = isSystem && hidesPointers(record);
  if (const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record)) {
    if (object->isLambda() && object->isDependentContext())
      search.found = true;
    for (const clang::CXXBaseSpecifier &base : object->bases())
      visit(base.getType(), search, isTrusted);
  }
  for (const clang::FieldDecl *field : record->fields())
    if (!isMarkedInactive(field))
      visit(field->getType(), search, isTrusted);
}
