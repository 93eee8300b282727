// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "KindCensus.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace {

class Census : public DynamicRecursiveASTVisitor {
public:
  using Met = llvm::function_ref<void(llvm::StringRef, llvm::StringRef)>;
  explicit Census(Met met) : met(met) { ShouldVisitImplicitCode = true; }

  void countFunction(const FunctionDecl *function) {
    countDeclaration(function);
    for (const DeclContext *scope = function->getDeclContext(); scope; scope = scope->getParent())
      countDeclaration(Decl::castFromDeclContext(scope));
    countType(function->getType());
    for (const ParmVarDecl *parameter : function->parameters()) {
      countDeclaration(parameter);
      countType(parameter->getType());
    }
    if (const auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(function))
      for (const CXXCtorInitializer *initializer : constructor->inits())
        TraverseStmt(initializer->getInit());
    TraverseStmt(function->getBody());
  }

  // Attributes hold nothing that is evaluated.
  bool TraverseAttr(Attr *) override { return true; }

  bool VisitStmt(Stmt *statement) override {
    met("statement", statement->getStmtClassName());
    if (const auto *expression = llvm::dyn_cast<Expr>(statement))
      countType(expression->getType());
    if (const auto *reference = llvm::dyn_cast<DeclRefExpr>(statement))
      countDeclaration(reference->getDecl());
    if (const auto *member = llvm::dyn_cast<MemberExpr>(statement))
      countDeclaration(member->getMemberDecl());
    return true;
  }

  bool VisitDecl(Decl *declaration) override {
    countDeclaration(declaration);
    if (const auto *value = llvm::dyn_cast<ValueDecl>(declaration))
      countType(value->getType());
    return true;
  }

private:
  void countDeclaration(const Decl *declaration) {
    met("declaration", declaration->getDeclKindName());
  }

  void countType(QualType type) {
    if (type.isNull() || !types.insert(type.getTypePtr()).second)
      return;
    met("type", type->getTypeClassName());
    if (const auto *builtin = llvm::dyn_cast<BuiltinType>(type))
      met("builtin type", builtin->getName(PrintingPolicy(LangOptions())));
    QualType plain = QualType(type.getTypePtr(), 0);
    if (QualType desugared = plain->getLocallyUnqualifiedSingleStepDesugaredType();
        desugared != plain)
      return countType(desugared);
    if (QualType pointee = type->getPointeeType(); !pointee.isNull())
      countType(pointee);
    if (const auto *array = llvm::dyn_cast<ArrayType>(type))
      countType(array->getElementType());
    if (const auto *record = llvm::dyn_cast<RecordType>(type))
      countMembers(record->getDecl());
  }

  void countMembers(const RecordDecl *record) {
    countDeclaration(record);
    const RecordDecl *definition = record->getDefinition();
    if (!definition)
      return;
    for (const Decl *member : definition->decls())
      countDeclaration(member);
    for (const FieldDecl *field : definition->fields())
      countType(field->getType());
  }

  Met met;
  llvm::DenseSet<const Type *> types;
};

} // namespace

void costate::frontend::countKinds(
    const FunctionDecl *function,
    llvm::function_ref<void(llvm::StringRef family, llvm::StringRef kind)> met) {
  Census(met).countFunction(function);
}
