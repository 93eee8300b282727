// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides which functions are called as they are, and emits such calls.

#include "PlainCalls.h"

#include "FunctionImporter.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

bool frontend::isLibraryThrow(const clang::FunctionDecl *function) {
  return function->getIdentifier() && function->getName().starts_with("__throw_") &&
         function->isInStdNamespace() && function->isNoReturn() && !function->getDefinition();
}

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

bool frontend::isPlainCallee(const clang::FunctionDecl *function) {
  return isLibraryThrow(function) || isOpaqueByType(function);
}

/// What the printer and the analyses have to know about a call of a function of integers.
static void describeOpaqueCall(FunctionImporter &importer, cxx::InactiveCallOp call,
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

Value FunctionImporter::createPlainCall(const clang::FunctionDecl *callee,
                                        llvm::ArrayRef<Value> arguments, SourceLocation location) {
  if (isLibraryThrow(callee) && emitLibraryThrow(callee, arguments, location))
    return {};
  llvm::SmallVector<mlir::Type> results;
  if (!callee->getReturnType()->isVoidType() && !isAggregateType(callee->getReturnType())) {
    mlir::Type type = importType(callee->getReturnType(), location);
    if (!type)
      return {};
    results.push_back(type);
  }
  InactiveCall kind;
  kind.noReturn = callee->isNoReturn();
  if (callee->isVariadic())
    kind.variadicFrom = callee->getNumParams();
  // An exception class throws nothing but for want of memory.
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  bool isException = method && method->getParent()->isInStdNamespace() &&
                     method->getParent()->getName().contains("error");
  // Want of memory is not modelled.
  bool isOutOfMemory = isLibraryThrow(callee) && callee->getName().starts_with("__throw_bad_a");
  bool mayThrow =
      !isException && !isOutOfMemory && !callee->isExternC() && !module.isNoThrow(callee, location);
  if (mayThrow && isInTry())
    return refuse(location, "opaque-exception",
                  "'" + callee->getQualifiedNameAsString() +
                      "' may throw an exception to a handler of the differentiated code, but its "
                      "body is not visible");
  Value result = createInactiveCall(module.mangle(callee), callee->getQualifiedNameAsString(),
                                    results, arguments, kind, location);
  if (isOpaqueByType(callee))
    describeOpaqueCall(*this, llvm::cast<cxx::InactiveCallOp>(builder.getInsertionBlock()->back()),
                       callee);
  if (mayThrow)
    if (auto call = llvm::dyn_cast<cxx::InactiveCallOp>(builder.getInsertionBlock()->back()))
      call->setAttr(cxx::attr::mayThrow, builder.getUnitAttr());
  return result;
}
