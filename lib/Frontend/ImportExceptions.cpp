// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// throw, try and catch, and where exceptions of calls go.

#include "FunctionImporter.h"
#include "PlainCalls.h"
#include "Spelling.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "clang/AST/CXXInheritance.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Sema/Sema.h"

using namespace costate;
using namespace costate::frontend;

bool ModuleImporter::isNoThrow(const clang::FunctionDecl *function,
                               clang::SourceLocation location) const {
  if (function->hasAttr<clang::NoThrowAttr>())
    return true;
  const auto *type = function->getType()->getAs<clang::FunctionProtoType>();
  if (!type)
    return false;
  if (clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()))
    type = sema.ResolveExceptionSpec(location, type);
  return type && type->isNothrow();
}

std::string ModuleImporter::mangleTypeInfo(clang::QualType type) const {
  std::string name;
  llvm::raw_string_ostream stream(name);
  mangler->mangleCXXRTTI(type, stream);
  return name;
}

//===----------------------------- unwinding -----------------------------===//

bool FunctionImporter::isInTry() const {
  return llvm::any_of(cleanups.entries,
                      [](const Cleanup &cleanup) { return cleanup.dispatch != nullptr; });
}

Block *FunctionImporter::getUnwindBlock(Cleanup &cleanup, Block *outer) {
  if (cleanup.dispatch)
    return cleanup.dispatch;
  if (!cleanup.unwind) {
    cleanup.unwind = createBlock();
    Cleanup copy = cleanup;
    mlir::OpBuilder::InsertionGuard guard(builder);
    llvm::SaveAndRestore<bool> unwinding(isUnwinding, true);
    builder.setInsertionPointToStart(copy.unwind);
    emitCleanup(copy);
    if (outer)
      jump(outer, copy.location);
    else
      cxx::ResumeOp::create(builder, at(copy.location));
  }
  return cleanup.unwind;
}

Block *FunctionImporter::getUnwindTarget() {
  // What a clean-up itself throws is not a matter of this function's scopes.
  if (isUnwinding)
    return nullptr;
  Block *target = nullptr;
  for (size_t i = 0; i < cleanups.entries.size(); ++i)
    target = getUnwindBlock(cleanups.entries[i], target);
  for (size_t i = 0; i < cleanups.extended.size(); ++i)
    target = getUnwindBlock(cleanups.extended[i], target);
  return target;
}

void FunctionImporter::pushUnwinding(QualType type, Value address, SourceLocation location) {
  if (type.isDestructedType() != QualType::DK_cxx_destructor)
    return;
  Cleanup cleanup{type, address, Value(), location};
  cleanup.onUnwindingOnly = true;
  cleanups.entries.push_back(cleanup);
}

//===-------------------------------- throw ------------------------------===//

/// Whether an object may be moved by copying its bytes: nothing in it refers to the object itself.
static bool isBytewise(const clang::ASTContext &ast, QualType type) {
  if (type.isTriviallyCopyableType(ast))
    return true;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  // The library's exceptions hold a counted string.
  if (record->isInStdNamespace() &&
      (record->getName() == "exception" || record->getName().ends_with("_error") ||
       record->getName() == "out_of_range" || record->getName() == "invalid_argument"))
    return true;
  // `= default` in the class, as std::bad_alloc has it, is no constructor of its own.
  if (llvm::any_of(record->ctors(), [](const clang::CXXConstructorDecl *constructor) {
        return constructor->isCopyOrMoveConstructor() && constructor->isUserProvided();
      }))
    return false;
  return llvm::all_of(record->bases(),
                      [&](const clang::CXXBaseSpecifier &base) {
                        return isBytewise(ast, base.getType());
                      }) &&
         llvm::all_of(record->fields(), [&](const clang::FieldDecl *field) {
           return isBytewise(ast, field->getType());
         });
}

/// The bases that a handler may name: public and unambiguous.
void FunctionImporter::collectExceptionBases(const clang::CXXRecordDecl *thrown,
                                             const clang::CXXRecordDecl *record,
                                             llvm::SmallVector<int32_t> path,
                                             llvm::SmallVector<mlir::Attribute> steps,
                                             llvm::SmallVectorImpl<mlir::Attribute> &bases,
                                             SourceLocation location) {
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (base.getAccessSpecifier() != clang::AS_public)
      continue;
    const clang::CXXRecordDecl *baseRecord = base.getType()->getAsCXXRecordDecl();
    mlir::Type type = importType(base.getType(), location);
    if (!type)
      return;
    llvm::SmallVector<int32_t> basePath(path);
    llvm::SmallVector<mlir::Attribute> baseSteps(steps);
    std::optional<unsigned> index = module.types.getBaseIndex(record, baseRecord);
    basePath.push_back(index ? static_cast<int32_t>(*index) : -1);
    baseSteps.push_back(mlir::TypeAttr::get(type));
    clang::CXXBasePaths paths;
    thrown->isDerivedFrom(baseRecord, paths);
    if (!paths.isAmbiguous(ast.getCanonicalTagType(baseRecord)))
      bases.push_back(cxx::ExceptionBaseAttr::get(
          builder.getContext(),
          builder.getStringAttr(module.mangleTypeInfo(ast.getCanonicalTagType(baseRecord))),
          builder.getDenseI32ArrayAttr(basePath), builder.getArrayAttr(baseSteps)));
    collectExceptionBases(thrown, baseRecord, basePath, baseSteps, bases, location);
  }
}

cxx::ExceptionAttr FunctionImporter::describeException(QualType type, SourceLocation location) {
  mlir::Type object = importType(type, location);
  if (!object)
    return {};
  std::string destructor;
  llvm::SmallVector<mlir::Attribute> bases;
  if (const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl()) {
    record = record->getDefinition();
    if (record->getNumVBases()) {
      refuse(location, "unsupported-virtual-base",
             "exceptions of a class with virtual bases are not supported");
      return {};
    }
    if (!record->hasTrivialDestructor()) {
      destructor = module.mangle(record->getDestructor());
      // Handlers, maybe those of a caller, call it at their end.
      if (!module.getFunction(record->getDestructor(), function, location)) {
        (void)refuseQuietly();
        return {};
      }
      module.exceptionDestructors.insert(record->getDestructor());
    }
    collectExceptionBases(record, record, {}, {}, bases, location);
  }
  return cxx::ExceptionAttr::get(
      builder.getContext(), builder.getStringAttr(module.mangleTypeInfo(type)),
      builder.getStringAttr(spellType(ast, type)), object, builder.getStringAttr(destructor),
      isBytewise(ast, type), builder.getArrayAttr(bases));
}

void FunctionImporter::emitThrow(const clang::CXXThrowExpr *expression) {
  SourceLocation location = expression->getThrowLoc();
  const Expr *operand = expression->getSubExpr();
  if (!operand)
    return emitRethrow(location);
  QualType type = operand->getType().getUnqualifiedType();
  if (isLibraryException(type->getAsCXXRecordDecl()))
    return emitLibraryThrow(operand, location);
  cxx::ExceptionAttr exception = describeException(type, location);
  if (!exception)
    return;
  Value object =
      cxx::ExceptionOp::create(builder, at(location), cxx::PtrType::get(exception.getObject()));
  if (emitInitializer(operand, type, object).succeeded())
    throwObject(object, exception, location);
}

void FunctionImporter::throwObject(Value object, cxx::ExceptionAttr exception,
                                   SourceLocation location) {
  Block *unwind = getUnwindTarget();
  if (!unwind) {
    cxx::RaiseOp::create(builder, at(location), object, exception);
    return;
  }
  Block *next = createBlock();
  cxx::ThrowOp::create(builder, at(location), object, exception, next, unwind);
  continueIn(next);
}

void FunctionImporter::emitRethrow(SourceLocation location) {
  if (handlers.empty())
    return void(refuse(location, "unsupported-rethrow",
                       "'throw;' outside of a handler of the same function is not supported"));
  auto [object, kind] = handlers.back();
  Block *next = createBlock(), *unwind = getUnwindTarget();
  cxx::RethrowOp::create(builder, at(location), object, kind, next, unwind);
  continueIn(next);
}

//===---------------------------- try and catch --------------------------===//

void FunctionImporter::emitTry(const clang::CXXTryStmt *statement) {
  SourceLocation location = statement->getTryLoc();
  bool isWholeBody = function->getBody() == statement;
  if (isWholeBody && llvm::isa<clang::CXXDestructorDecl>(function))
    return void(refuse(location, "unsupported-function-try",
                       "a function try block of a destructor is not supported"));
  // That of a constructor guards the members, too, and its handlers cannot end the exception.
  const auto *constructor =
      isWholeBody ? llvm::dyn_cast<clang::CXXConstructorDecl>(function) : nullptr;
  Block *dispatch = createBlock(), *otherwise = createBlock(), *end = createBlock();
  {
    CleanupScope scope(*this);
    Cleanup entry;
    entry.location = location;
    entry.dispatch = dispatch;
    cleanups.entries.push_back(entry);
    if (constructor)
      emitConstructorPrologue(constructor);
    emitStatement(statement->getTryBlock());
  }
  jump(end, location);

  llvm::SmallVector<mlir::Attribute> names;
  llvm::SmallVector<Block *> blocks;
  mlir::Type voidPointer = cxx::PtrType::get(builder.getNoneType());
  for (unsigned i = 0; i < statement->getNumHandlers(); ++i) {
    const clang::CXXCatchStmt *handler = statement->getHandler(i);
    Location place = at(handler->getCatchLoc());
    Block *block = createBlock();
    block->addArgument(voidPointer, place);
    block->addArgument(builder.getI32Type(), place);
    std::string name;
    if (handler->getExceptionDecl()) {
      QualType type = handler->getCaughtType().getNonReferenceType().getUnqualifiedType();
      name = module.mangleTypeInfo(type);
      mlir::Type pointer = importPointerTo(type, handler->getCatchLoc());
      if (!pointer)
        return;
      block->addArgument(pointer, place);
    }
    names.push_back(builder.getStringAttr(name));
    blocks.push_back(block);
  }
  continueIn(dispatch);
  cxx::DispatchOp::create(builder, at(location), builder.getArrayAttr(names), otherwise, blocks);
  continueIn(otherwise);
  if (Block *outer = getUnwindTarget())
    jump(outer, location);
  else
    cxx::ResumeOp::create(builder, at(location));
  for (unsigned i = 0; i < blocks.size(); ++i) {
    continueIn(blocks[i]);
    emitHandler(statement->getHandler(i), blocks[i], /*rethrows=*/constructor);
    jump(end, location);
  }
  continueIn(end);
}

void FunctionImporter::emitHandler(const clang::CXXCatchStmt *handler, Block *block,
                                   bool rethrows) {
  SourceLocation location = handler->getCatchLoc();
  CleanupScope scope(*this);
  Cleanup entry;
  entry.location = location;
  entry.exception = block->getArgument(0);
  entry.kind = block->getArgument(1);
  cleanups.entries.push_back(entry);
  if (const clang::VarDecl *variable = handler->getExceptionDecl()) {
    QualType type = variable->getType();
    Value address = block->getArgument(2);
    if (type->isReferenceType()) {
      variables[variable] = address;
    } else {
      mlir::Type imported = importType(type, location);
      if (!imported)
        return;
      Value copied = createAlloca(imported, variable->getName(), variable->getLocation());
      variables[variable] = copied;
      if (const Expr *initializer = variable->getInit()) {
        opaqueValues[clang::OpaqueValueExpr::findInCopyConstruct(initializer)] = address;
        if (emitInitializer(initializer, type, copied).failed())
          return;
      } else if (isAggregateType(type)) {
        copy(copied, address, location);
      } else {
        store(load(address, location), copied, location);
      }
      pushDestruction(type, copied, location, Lifetime::Scope);
    }
  }
  handlers.push_back({entry.exception, entry.kind});
  emitStatement(handler->getHandlerBlock());
  if (rethrows)
    emitRethrow(location);
  handlers.pop_back();
}
