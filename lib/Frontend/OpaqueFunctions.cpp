// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "OpaqueFunctions.h"

#include "FunctionImporter.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

bool frontend::isAssemblyComment(const clang::Stmt *statement) {
  const auto *assembly = llvm::dyn_cast<clang::GCCAsmStmt>(statement);
  if (!assembly || assembly->isAsmGoto())
    return false;
  std::string text = assembly->getAsmString();
  llvm::StringRef code = llvm::StringRef(text).trim();
  if (!code.empty() && (code.front() != '#' || code.contains('\n')))
    return false;
  // An operand that is only written would be undefined.
  for (unsigned i = 0; i < assembly->getNumOutputs(); ++i)
    if (!assembly->getOutputConstraint(i).starts_with("+"))
      return false;
  return true;
}

/// Integers, and pointers and references to integers that are not read as something else.
static bool isIntegerOrAddressOfOne(QualType type) {
  if (type->isPointerType() || type->isReferenceType())
    type = type->getPointeeType();
  return type->isIntegralOrEnumerationType() && !type.isVolatileQualified();
}

static bool hasOpaqueParts(const Stmt *statement, const clang::ASTContext &ast) {
  if (!statement)
    return false;
  if (llvm::isa<clang::AsmStmt>(statement))
    return !isAssemblyComment(statement);
  if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(statement))
    for (const clang::Decl *declaration : declarations->decls()) {
      const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration);
      if (variable && variable->isStaticLocal() && variable->hasInit() &&
          !variable->hasConstantInitialization())
        return true;
    }
  return llvm::any_of(statement->children(),
                      [&](const Stmt *child) { return hasOpaqueParts(child, ast); });
}

bool frontend::isOpaqueByType(const clang::FunctionDecl *function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if ((method && method->isInstance()) || function->isVariadic() ||
      (!function->getReturnType()->isVoidType() &&
       !isIntegerOrAddressOfOne(function->getReturnType())) ||
      function->getReturnType()->isPointerType() || function->getReturnType()->isReferenceType())
    return false;
  if (!llvm::all_of(function->parameters(), [](const clang::ParmVarDecl *parameter) {
        return isIntegerOrAddressOfOne(parameter->getType());
      }))
    return false;
  const clang::FunctionDecl *definition = function->getDefinition();
  const clang::ASTContext &ast = function->getASTContext();
  return definition && definition->isExternallyVisible() &&
         !ast.getSourceManager().isInMainFile(definition->getLocation()) &&
         hasOpaqueParts(definition->getBody(), ast);
}

void frontend::describeOpaqueCall(FunctionImporter &importer, cxx::InactiveCallOp call,
                                  const clang::FunctionDecl *callee) {
  call->setAttr(cxx::attr::writesIntegers, importer.builder.getUnitAttr());
  clang::PrintingPolicy policy = importer.ast.getPrintingPolicy();
  policy.FullyQualifiedName = true;
  llvm::SmallVector<mlir::Attribute> types;
  for (const clang::ParmVarDecl *parameter : callee->parameters()) {
    QualType type = parameter->getType();
    types.push_back(importer.builder.getStringAttr(
        type->isEnumeralType() ? type.getCanonicalType().getUnqualifiedType().getAsString(policy)
                               : ""));
  }
  call->setAttr(cxx::attr::argumentTypes, importer.builder.getArrayAttr(types));
  importer.module.usedDeclarations.insert(callee);
}
