// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations inside functions: local variables, references, constant tables.

#include "FunctionImporter.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

void FunctionImporter::emitDeclaration(const clang::Decl *declaration) {
  switch (declaration->getKind()) {
  case clang::Decl::Var:
    return emitLocalVariable(llvm::cast<clang::VarDecl>(declaration));
  case clang::Decl::Decomposition: {
    const auto *decomposition = llvm::cast<clang::DecompositionDecl>(declaration);
    emitLocalVariable(decomposition);
    for (const clang::BindingDecl *binding : decomposition->bindings())
      if (const clang::VarDecl *holder = binding->getHoldingVar())
        emitLocalVariable(holder);
    return;
  }
  case clang::Decl::Typedef:
  case clang::Decl::TypeAlias:
    (void)emitExtents(llvm::cast<clang::TypedefNameDecl>(declaration)->getUnderlyingType(),
                      declaration->getLocation());
    return;
  // These have no effect at run time.
  case clang::Decl::Record:
  case clang::Decl::CXXRecord:
  case clang::Decl::Enum:
  case clang::Decl::EnumConstant:
  case clang::Decl::Function:
  case clang::Decl::Using:
  case clang::Decl::UsingShadow:
  case clang::Decl::UsingEnum:
  case clang::Decl::UsingDirective:
  case clang::Decl::NamespaceAlias:
  case clang::Decl::StaticAssert:
  case clang::Decl::Label:
  case clang::Decl::Empty:
    return;
  default:
    refuseDeclaration(declaration);
  }
}

/// The value of a constant local table (`const double w[] = {...}`), which needs no storage of its
/// own.
static const clang::APValue *getTable(const clang::VarDecl *variable, clang::ASTContext &ast) {
  QualType type = variable->getType();
  if (!type.isConstant(ast) || !type->isArrayType() ||
      ast.getBaseElementType(type).isVolatileQualified() || !variable->hasInit() ||
      variable->getInit()->isValueDependent() ||
      !variable->getInit()->isConstantInitializer(ast, /*ForRef=*/false))
    return nullptr;
  return variable->evaluateValue();
}

bool FunctionImporter::isReturnedObject(const clang::VarDecl *variable) const {
  QualType type = variable->getType();
  if (!variable->isNRVOVariable() || !sretPointer || !type->isRecordType())
    return false;
  // Where copies have no effect of their own, a variable is easier to see through.
  return !type.isTriviallyCopyableType(ast);
}

// The destructor runs on the ways out that do not return the object.
void FunctionImporter::emitReturnedObject(const clang::VarDecl *variable) {
  SourceLocation location = variable->getLocation();
  QualType type = variable->getType();
  variables[variable] = sretPointer;
  if (const Expr *initializer = variable->getInit())
    if (emitAggregate(initializer, sretPointer).failed())
      return;
  if (type.isDestructedType() != QualType::DK_cxx_destructor)
    return;
  Value flag = createAlloca(builder.getI1Type(), "", location);
  store(constantInt(builder.getI1Type(), 1, location), flag, location);
  returnedObjectFlags[variable] = flag;
  cleanups.entries.push_back({type, sretPointer, flag, location});
}

void FunctionImporter::emitLocalVariable(const clang::VarDecl *variable) {
  SourceLocation location = variable->getLocation();
  QualType type = variable->getType();
  // Static variables are reached through their global; the guard of a dynamic initializer would be
  // lost.
  if (variable->hasGlobalStorage()) {
    const Expr *initializer = variable->getInit();
    if (initializer && !variable->hasConstantInitialization() &&
        !initializer->isConstantInitializer(ast, type->isReferenceType()) &&
        !isRecomputedConstant(variable))
      refuse(location, "unsupported-static-initializer",
             "static variable '" + variable->getName() +
                 "' with an initializer that runs at its first use is not supported");
    return;
  }
  if (emitExtents(type, location).failed())
    return;
  if (type->isVariableArrayType())
    return emitVariableArray(variable);
  if (type->isReferenceType()) {
    if (Value target = emitLValue(variable->getInit()))
      variables[variable] = target;
    return;
  }
  mlir::Type imported = importType(type, location);
  if (!imported)
    return;
  if (const clang::APValue *value = getTable(variable, ast)) {
    std::string symbol = module.getConstantTable(variable, *value, imported);
    if (!symbol.empty()) {
      mlir::OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(&op.getBody().front());
      variables[variable] =
          cxx::AddressOfOp::create(builder, module.locations.named(variable->getName(), location),
                                   cxx::PtrType::get(imported), symbol);
      return;
    }
  }
  if (isReturnedObject(variable))
    return emitReturnedObject(variable);
  Value address = createAlloca(imported, variable->getName(), location);
  uint64_t alignment = ast.getDeclAlign(variable).getQuantity();
  if (variable->hasAttr<clang::AlignedAttr>() && alignment > cxx::getTypeAlignment(imported))
    address.getDefiningOp<cxx::AllocaOp>().setAlignment(alignment);
  // Visible in its own initializer.
  variables[variable] = noteInactive(variable, address, location);
  if (const Expr *initializer = variable->getInit()) {
    if (isAggregateType(type)) {
      if (emitAggregate(initializer, address).succeeded())
        pushDestruction(type, address, location, Lifetime::Scope);
      return;
    }
    Value value = emitScalar(initializer);
    if (!value)
      return;
    nameValue(value, variable->getName());
    return storeObject(value, address, type, location);
  }
  // Nothing survives from the iteration before.
  if ((loopDepth || mayRepeat) && cxx::isScalarType(imported))
    store(mlir::ub::PoisonOp::create(builder, at(location), imported), address, location);
}
