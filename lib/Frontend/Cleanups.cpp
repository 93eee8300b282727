// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scopes, full expressions and the destruction of objects.

#include "Cleanups.h"

#include "FunctionImporter.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

//===------------------------------- scopes ------------------------------===//

CleanupScope::CleanupScope(FunctionImporter &importer)
    : importer(importer), depth(importer.cleanups.depth()) {}

void CleanupScope::leave() {
  if (!isOpen)
    return;
  isOpen = false;
  importer.emitCleanups(depth);
  importer.cleanups.entries.truncate(depth);
}

void CleanupScope::forget() {
  if (isOpen)
    importer.cleanups.entries.truncate(depth);
  isOpen = false;
}

FullExpression::FullExpression(FunctionImporter &importer)
    : importer(importer), depth(importer.cleanups.depth()),
      outerExtended(std::move(importer.cleanups.extended)),
      outerBlock(importer.cleanups.conditionalBlock),
      outerStart(importer.cleanups.conditionalStart) {
  importer.cleanups.extended.clear();
  importer.cleanups.conditionalBlock = nullptr;
  importer.cleanups.conditionalStart = nullptr;
}

void FullExpression::leave() {
  if (!isOpen)
    return;
  isOpen = false;
  importer.emitCleanups(depth);
  CleanupStack &stack = importer.cleanups;
  stack.entries.truncate(depth);
  for (Cleanup &cleanup : stack.extended)
    cleanup.unwind = nullptr; // The temporaries below it are gone.
  llvm::append_range(stack.entries, stack.extended);
  stack.extended = std::move(outerExtended);
  stack.conditionalBlock = outerBlock;
  stack.conditionalStart = outerStart;
}

void PartialObject::addPart(clang::QualType type, Value address, SourceLocation location) {
  addElements(type, address, Value(), location);
}

void PartialObject::addElements(clang::QualType type, Value first, Value count,
                                SourceLocation location) {
  if (type.isDestructedType() != QualType::DK_cxx_destructor)
    return;
  Cleanup cleanup{type, first, Value(), location};
  cleanup.onUnwindingOnly = true;
  cleanup.count = count;
  cleanup.owner = this;
  importer.cleanups.entries.push_back(cleanup);
}

void PartialObject::addStorage(cxx::DeallocKind release, Value address, SourceLocation location) {
  Cleanup cleanup{QualType(), address, Value(), location};
  cleanup.onUnwindingOnly = true;
  cleanup.release = release;
  cleanup.owner = this;
  importer.cleanups.entries.push_back(cleanup);
}

void PartialObject::complete() {
  CleanupStack &stack = importer.cleanups;
  auto isOwn = [&](const Cleanup &cleanup) { return cleanup.owner == this; };
  auto first = llvm::find_if(stack.entries, isOwn);
  if (first == stack.entries.end())
    return;
  // The way of exceptions from what lies above leads past the pieces now.
  for (Cleanup &above : llvm::make_range(first, stack.entries.end()))
    above.unwind = nullptr;
  for (Cleanup &above : stack.extended)
    above.unwind = nullptr;
  llvm::erase_if(stack.entries, isOwn);
}

ConditionalEvaluation::ConditionalEvaluation(FunctionImporter &importer)
    : importer(importer), isOutermost(!importer.cleanups.conditionalBlock) {
  if (!isOutermost)
    return;
  Block *block = importer.builder.getInsertionBlock();
  importer.cleanups.conditionalBlock = block;
  importer.cleanups.conditionalStart = block->empty() ? nullptr : &block->back();
}

ConditionalEvaluation::~ConditionalEvaluation() {
  if (!isOutermost)
    return;
  importer.cleanups.conditionalBlock = nullptr;
  importer.cleanups.conditionalStart = nullptr;
}

//===---------------------------- obligations ----------------------------===//

Value FunctionImporter::createCleanupFlag(SourceLocation location) {
  Value flag = createAlloca(builder.getI1Type(), "", location);
  mlir::OpBuilder::InsertionGuard guard(builder);
  if (cleanups.conditionalStart)
    builder.setInsertionPointAfter(cleanups.conditionalStart);
  else
    builder.setInsertionPointToStart(cleanups.conditionalBlock);
  // Storage stays at the start of the entry block.
  while (builder.getInsertionPoint() != builder.getInsertionBlock()->end() &&
         llvm::isa<cxx::AllocaOp>(*builder.getInsertionPoint()))
    builder.setInsertionPointAfter(&*builder.getInsertionPoint());
  store(constantInt(builder.getI1Type(), 0, location), flag, location);
  return flag;
}

void FunctionImporter::pushDestruction(QualType type, Value address, SourceLocation location,
                                       Lifetime lifetime) {
  if (type.isDestructedType() != QualType::DK_cxx_destructor)
    return;
  Cleanup cleanup{type, address, Value(), location};
  if (lifetime != Lifetime::Scope && cleanups.conditionalBlock) {
    cleanup.flag = createCleanupFlag(location);
    store(constantInt(builder.getI1Type(), 1, location), cleanup.flag, location);
  }
  if (lifetime == Lifetime::Extended)
    cleanups.extended.push_back(cleanup);
  else
    cleanups.entries.push_back(cleanup);
}

void FunctionImporter::emitCleanups(size_t depth) {
  llvm::SmallVector<Cleanup, 8> pending(cleanups.entries.begin() + depth, cleanups.entries.end());
  llvm::SmallVector<Cleanup, 2> extended = std::move(cleanups.extended);
  cleanups.extended.clear();
  llvm::SaveAndRestore<Block *> block(cleanups.conditionalBlock, nullptr);
  llvm::SaveAndRestore<mlir::Operation *> start(cleanups.conditionalStart, nullptr);
  for (size_t i = pending.size(); i > 0; --i) {
    // While an object is destroyed, those before it are the ones that are left.
    cleanups.entries.truncate(depth + i - 1);
    emitCleanup(pending[i - 1]);
  }
  cleanups.entries.truncate(depth);
  llvm::append_range(cleanups.entries, pending);
  cleanups.extended = std::move(extended);
}

void FunctionImporter::emitCleanup(const Cleanup &cleanup) {
  if (cleanup.dispatch || (cleanup.onUnwindingOnly && !isUnwinding))
    return;
  if (cleanup.exception) {
    cxx::EndCatchOp::create(builder, at(cleanup.location), cleanup.exception, cleanup.kind);
    return;
  }
  if (cleanup.releasesAllocated)
    return emitRelease(cleanup);
  if (cleanup.release) {
    cxx::DeallocOp::create(builder, at(cleanup.location), *cleanup.release, cleanup.address);
    return;
  }
  if (cleanup.count)
    return emitArrayDestruction(cleanup.type, cleanup.address,
                                load(cleanup.count, cleanup.location), cleanup.location);
  if (cleanup.part) {
    const clang::CXXDestructorDecl *destructor =
        cleanup.type->getAsCXXRecordDecl()->getDestructor();
    mlir::func::FuncOp target =
        module.getPartFunction(destructor, *cleanup.part, function, cleanup.location);
    if (!target)
      return void(refuseQuietly());
    createCall(target, cleanup.address, cleanup.location);
    return;
  }
  if (!cleanup.flag)
    return emitDestruction(cleanup.type, cleanup.address, cleanup.location);
  Block *destroy = createBlock(), *end = createBlock();
  branch(load(cleanup.flag, cleanup.location), destroy, end, cleanup.location);
  continueIn(destroy);
  emitDestruction(cleanup.type, cleanup.address, cleanup.location);
  jump(end, cleanup.location);
  continueIn(end);
}

//===---------------------------- destruction ----------------------------===//

void FunctionImporter::emitDestruction(QualType type, Value address, SourceLocation location) {
  if (const clang::ConstantArrayType *array = ast.getAsConstantArrayType(type)) {
    QualType elementType = array->getElementType();
    if (elementType.isDestructedType() != QualType::DK_cxx_destructor)
      return;
    if (!importType(type, location))
      return;
    Value first = element(address, constantIndex(0, location), location);
    return emitArrayDestruction(elementType, first, constantIndex(array->getZExtSize(), location),
                                location);
  }
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || record->hasTrivialDestructor())
    return;
  emitDestructorCall(record->getDestructor(), address, location);
}

void FunctionImporter::emitArrayDestruction(QualType elementType, Value first, Value count,
                                            SourceLocation location) {
  (void)emitForEach(count, location, [&](Value index) {
    Value last = arith::SubIOp::create(builder, at(location), count, constantIndex(1, location),
                                       arith::IntegerOverflowFlags::nsw);
    Value reversed =
        arith::SubIOp::create(builder, at(location), last, index, arith::IntegerOverflowFlags::nsw);
    emitDestruction(elementType, cxx::OffsetOp::create(builder, at(location), first, reversed),
                    location);
    return success(!failed);
  });
}

void FunctionImporter::emitDestructorCall(const clang::CXXDestructorDecl *destructor, Value object,
                                          SourceLocation location) {
  if (!destructor)
    return void(refuse(location, "unsupported-destructor", "this destructor is not supported"));
  mlir::func::FuncOp target = module.getFunction(destructor, function, location);
  if (!target)
    return void(refuseQuietly());
  createCall(target, object, location);
}

// The members and bases of an object die after the body of its destructor, on every way out of it.
void FunctionImporter::pushMemberDestructions(const clang::CXXDestructorDecl *destructor) {
  const clang::CXXRecordDecl *record = destructor->getParent();
  SourceLocation location = destructor->getLocation();
  if (!module.types.complete(record, location, function)) {
    failed = true;
    return;
  }
  // Virtual bases outlive all else, and belong to the whole object.
  if (construction && construction->isWhole)
    for (const clang::CXXBaseSpecifier &base : record->vbases()) {
      const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl();
      if (Value address = emitOwnVirtualBase(baseRecord->getDefinition(), location))
        pushBaseDestruction(record, base, address, location);
    }
  for (const clang::CXXBaseSpecifier &base : record->bases())
    if (!base.isVirtual())
      if (Value address = emitBaseSubobject(thisPointer, record, base, location))
        pushBaseDestruction(record, base, address, location);
  for (const clang::FieldDecl *member : record->fields()) {
    if (member->getType().isDestructedType() != QualType::DK_cxx_destructor)
      continue;
    if (Value address = emitFieldAddress(thisPointer, member, location))
      pushDestruction(member->getType(), address, location, Lifetime::Scope);
  }
}
