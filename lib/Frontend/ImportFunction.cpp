// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Frame of a function's import: parameters, constructors' initializers, the implicit return.

#include "ClosedWorld.h"
#include "CodePointers.h"
#include "FunctionImporter.h"
#include "HeaderAdapters.h"
#include "VirtualCalls.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace costate;
using namespace costate::frontend;

FunctionImporter::FunctionImporter(ModuleImporter &module, const clang::FunctionDecl *function,
                                   mlir::func::FuncOp op, std::optional<Construction> construction)
    : module(module), ast(module.ast), function(function), op(op), builder(module.context),
      construction(construction) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  bool isLifetime = llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(function);
  if (!construction && isLifetime && hasVirtualBases(method->getParent()))
    this->construction = Construction{method->getParent()->getDefinition()};
}

void FunctionImporter::run() {
  Block *entry = op.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  if (module.plainCallees.isPlain(function)) {
    emitPlainBody();
    return;
  }
  // Nobody but the library makes and ends objects that nobody looks into.
  if (llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(function) &&
      isOpaqueClass(llvm::cast<clang::CXXMethodDecl>(function)->getParent())) {
    refuse(function->getLocation(), "unsupported-virtual-base",
           "virtual base of '" +
               llvm::cast<clang::CXXMethodDecl>(function)->getParent()->getNameAsString() +
               "' is not supported here");
    return;
  }
  bindParameters();
  if (isForwarded(function)) {
    emitForwardingBody();
    return;
  }
  if (isLayoutFunction(function)) {
    emitLayoutBody();
    return;
  }
  prepareAllocas();
  const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(function);
  if (constructor && !llvm::isa<clang::CXXTryStmt>(function->getBody()))
    emitConstructorPrologue(constructor);
  if (const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(function)) {
    pushMemberDestructions(destructor);
    if (!failed && destructor->getParent()->isDynamicClass())
      emitVirtualTables(*this, destructor->getParent(), destructor->getLocation());
  }
  emitStatement(function->getBody());
  finishBody();
}

void FunctionImporter::bindParameters() {
  unsigned index = 0;
  Block &entry = op.getBody().front();
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (isAggregateType(function->getReturnType()))
    sretPointer = entry.getArgument(index++);
  if (method && method->isImplicitObjectMemberFunction())
    thisPointer = entry.getArgument(index++);
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    Value argument = entry.getArgument(index++);
    Location location = module.locations.named(parameter->getName(), parameter->getLocation());
    argument.setLoc(location);
    QualType type = parameter->getType();
    if (type->isReferenceType() || isAggregateType(type)) {
      // References stand for their object; the caller made the private copy of a record.
      variables[parameter] = argument;
      continue;
    }
    Value slot = createAlloca(argument.getType(), parameter->getName(), parameter->getLocation());
    variables[parameter] = noteInactive(parameter, slot, parameter->getLocation());
    store(argument, slot, parameter->getLocation());
  }
  // In a closure's own constructors and destructor, `this` is the closure.
  if (method && method->getParent()->isLambda() && !method->isLambdaStaticInvoker() &&
      !llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(method))
    bindCaptures(method);
  // The extents of one parameter may be named by others.
  for (const clang::ParmVarDecl *parameter : function->parameters())
    (void)emitExtents(parameter->getType(), parameter->getLocation());
}

void FunctionImporter::emitConstructorPrologue(const clang::CXXConstructorDecl *constructor) {
  const clang::CXXRecordDecl *record = constructor->getParent();
  if (!module.types.complete(record, constructor->getLocation(), function)) {
    failed = true;
    return;
  }
  // The object has its class from where its bases are complete.
  bool needsTables = record->isDynamicClass() && !constructor->isDelegatingConstructor();
  auto storeTables = [&] {
    if (std::exchange(needsTables, false))
      emitVirtualTables(*this, record, constructor->getLocation());
  };
  auto atEnd = llvm::make_scope_exit(storeTables);
  for (const clang::CXXCtorInitializer *initializer : constructor->inits()) {
    SourceLocation location = initializer->getSourceLocation();
    if (!initializer->isBaseInitializer())
      storeTables();
    const Expr *value = initializer->getInit();
    llvm::SaveAndRestore<Value> object(initializedObject, thisPointer);
    if (initializer->isDelegatingInitializer()) {
      (void)emitAggregate(value, thisPointer);
      size_t depth = cleanups.depth();
      pushUnwinding(ast.getCanonicalTagType(record), thisPointer, location);
      if (cleanups.depth() != depth)
        cleanups.entries.back().part = construction;
      continue;
    }
    if (initializer->isBaseInitializer()) {
      emitBaseInitializer(initializer, record);
      continue;
    }
    const clang::FieldDecl *member = initializer->getAnyMember();
    Value address = thisPointer;
    if (initializer->isIndirectMemberInitializer()) {
      // A member of an anonymous union or struct, through the members that hold it.
      for (const clang::NamedDecl *part : initializer->getIndirectMember()->chain())
        if (address)
          address = emitMemberAddress(address, llvm::cast<clang::FieldDecl>(part), location);
      if (!address)
        continue;
    } else {
      address = emitFieldAddress(thisPointer, member, location);
      if (!address)
        return;
    }
    if (member->getType()->isReferenceType()) {
      if (Value target = emitLValue(value))
        store(target, address, location);
      continue;
    }
    (void)emitInitializer(value, member->getType(), address);
    pushUnwinding(member->getType(), address, location);
  }
}

void FunctionImporter::finishBody() {
  SourceLocation end = function->getBody()->getEndLoc();
  emitCleanups(0);
  // The end of a function with a result is reached by a program error only.
  if (op.getFunctionType().getNumResults() == 0) {
    mlir::func::ReturnOp::create(builder, at(end));
  } else {
    Value nothing = mlir::ub::PoisonOp::create(builder, at(end), op.getFunctionType().getResult(0));
    mlir::func::ReturnOp::create(builder, at(end), nothing);
  }
  eraseUnreachableBlocks();
}

void FunctionImporter::eraseUnreachableBlocks() {
  llvm::SmallPtrSet<Block *, 16> reachable;
  llvm::SmallVector<Block *> work = {&op.getBody().front()};
  while (!work.empty()) {
    Block *block = work.pop_back_val();
    if (!reachable.insert(block).second)
      continue;
    // A block that an error left open has no successors.
    if (!block->empty() && block->back().hasTrait<mlir::OpTrait::IsTerminator>())
      llvm::append_range(work, block->getSuccessors());
  }
  llvm::SmallVector<Block *> dead;
  for (Block &block : op.getBody())
    if (!reachable.contains(&block))
      dead.push_back(&block);
  for (Block *block : dead)
    block->dropAllDefinedValueUses();
  for (Block *block : dead)
    block->dropAllReferences();
  for (Block *block : dead)
    block->erase();
}

Value FunctionImporter::refuse(SourceLocation location, llvm::StringRef code,
                               const llvm::Twine &message) {
  failed = true;
  module.diagnostics.refuse(location, code, message, function);
  return {};
}

Value FunctionImporter::refuseKind(const KindEntry &entry, llvm::StringRef what,
                                   SourceLocation location) {
  if (entry.status == KindStatus::Refused)
    return refuse(location, entry.code, entry.reason);
  if (entry.status == KindStatus::Foreign)
    return refuse(location, "unsupported-construct",
                  llvm::Twine("'") + entry.name + "' belongs to " + entry.reason +
                      ", which is not supported");
  return refuse(location, "unsupported-construct",
                what + llvm::Twine(" '") + entry.name + "' is not supported here");
}

Value FunctionImporter::refuseNode(const Stmt *node) {
  return refuseKind(getClosedWorldEntry(node->getStmtClass()), "construct", node->getBeginLoc());
}

void FunctionImporter::refuseDeclaration(const clang::Decl *declaration) {
  refuseKind(getClosedWorldEntry(declaration->getKind()), "declaration",
             declaration->getLocation());
}

mlir::Type FunctionImporter::importType(QualType type, SourceLocation location) {
  mlir::Type result = module.types.import(type, location, function);
  failed |= !result;
  return result;
}

cxx::PtrType FunctionImporter::importPointerTo(QualType pointee, SourceLocation location) {
  cxx::PtrType result = module.types.importPointerTo(pointee, location, function);
  failed |= !result;
  return result;
}
