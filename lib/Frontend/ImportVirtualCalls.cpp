// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hidden pointers of polymorphic objects and calls through them.

#include "CodePointers.h"
#include "PlainCalls.h"
#include "VirtualCalls.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/VTableBuilder.h"

using namespace costate;
using namespace costate::frontend;
using clang::CXXRecordDecl;

//===------------------------------- classes -----------------------------===//

namespace {
class PolymorphicFinder : public clang::RecursiveASTVisitor<PolymorphicFinder> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCXXRecordDecl(CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !record->isDependentContext() &&
        !record->isInvalidDecl() && record->isPolymorphic() && !record->getNumVBases())
      classes.insert(record);
    return true;
  }
  llvm::SetVector<const CXXRecordDecl *> classes;
};
} // namespace

llvm::SmallVector<const CXXRecordDecl *> frontend::findPolymorphicClasses(clang::ASTContext &ast) {
  PolymorphicFinder finder;
  finder.TraverseDecl(ast.getTranslationUnitDecl());
  return finder.classes.takeVector();
}

void frontend::findSubobjects(const clang::ASTContext &ast, const CXXRecordDecl *record,
                              const CXXRecordDecl *base, int64_t start,
                              llvm::SmallVectorImpl<int64_t> &distances) {
  if (record->getCanonicalDecl() == base->getCanonicalDecl()) {
    distances.push_back(start);
    return;
  }
  for (const clang::CXXBaseSpecifier &step : record->bases()) {
    const CXXRecordDecl *next = step.getType()->getAsCXXRecordDecl();
    if (next->getDefinition())
      findSubobjects(ast, next->getDefinition(), base,
                     start + ast.getASTRecordLayout(record).getBaseClassOffset(next).getQuantity(),
                     distances);
  }
}

int64_t frontend::getAddressPoint(clang::ASTContext &ast, const CXXRecordDecl *record,
                                  const CXXRecordDecl *base, int64_t distance) {
  auto *context = llvm::cast<clang::ItaniumVTableContext>(ast.getVTableContext());
  const clang::VTableLayout &layout = context->getVTableLayout(record);
  clang::VTableLayout::AddressPointLocation point =
      layout.getAddressPoint(clang::BaseSubobject(base, clang::CharUnits::fromQuantity(distance)));
  return 8 * (layout.getVTableOffset(point.VTableIndex) + point.AddressPointIndex);
}

std::string ModuleImporter::mangleVirtualTable(const CXXRecordDecl *record) const {
  std::string name;
  llvm::raw_string_ostream stream(name);
  mangler->mangleCXXVTable(record, stream);
  return name;
}

//===---------------------------- hidden pointers ------------------------===//

static Value emitHiddenField(FunctionImporter &importer, Value object, const CXXRecordDecl *record,
                             SourceLocation location) {
  while (true) {
    if (isOpaqueClass(record))
      return importer.refuse(location, "unsupported-virtual-base",
                             "virtual bases are not supported");
    if (!importer.module.types.complete(record, location, importer.function)) {
      (void)importer.refuseQuietly();
      return {};
    }
    const clang::ASTRecordLayout &layout = importer.ast.getASTRecordLayout(record);
    if (layout.hasOwnVFPtr())
      return importer.field(object, 0, location);
    const CXXRecordDecl *primary = layout.getPrimaryBase();
    std::optional<unsigned> index =
        primary ? importer.module.types.getBaseIndex(record, primary) : std::nullopt;
    if (!index)
      return importer.refuse(location, "unsupported-virtual-base",
                             "virtual bases are not supported");
    object = importer.field(object, *index, location);
    record = primary;
  }
}

Value frontend::emitVirtualTable(FunctionImporter &importer, Value object,
                                 const CXXRecordDecl *record, SourceLocation location) {
  Value address = emitHiddenField(importer, object, record->getDefinition(), location);
  return address ? importer.load(address, location) : Value();
}

namespace {
/// Stores the hidden pointers of all subobjects of a class.
class TableInitializer {
public:
  TableInitializer(FunctionImporter &importer, const CXXRecordDecl *record, SourceLocation location)
      : importer(importer), record(record), location(location) {}

  void visit(Value object, const CXXRecordDecl *base, int64_t distance, bool isPrimary) {
    if (!base->isPolymorphic())
      return;
    if (!isPrimary) {
      Value address = emitHiddenField(importer, object, base, location);
      if (!address)
        return;
      Value table = cxx::CodeAddressOp::create(
          importer.builder, importer.at(location), importer.module.mangleVirtualTable(record),
          getAddressPoint(importer.ast, record, base, distance), !record->isExternallyVisible());
      importer.store(table, address, location);
    }
    const clang::ASTRecordLayout &layout = importer.ast.getASTRecordLayout(base);
    for (const clang::CXXBaseSpecifier &step : base->bases()) {
      const CXXRecordDecl *next = step.getType()->getAsCXXRecordDecl()->getDefinition();
      if (!next->isPolymorphic())
        continue;
      Value part = importer.emitBaseSubobject(object, base, step, location);
      if (part)
        visit(part, next, distance + layout.getBaseClassOffset(next).getQuantity(),
              layout.getPrimaryBase() == next);
    }
  }

private:
  FunctionImporter &importer;
  const CXXRecordDecl *record;
  SourceLocation location;
};
} // namespace

void frontend::emitVirtualTables(FunctionImporter &importer, const CXXRecordDecl *record,
                                 SourceLocation location) {
  TableInitializer(importer, record, location)
      .visit(importer.thisPointer, record, /*distance=*/0, /*isPrimary=*/false);
}

//===-------------------------------- calls ------------------------------===//

namespace {
/// What a slot of a virtual table holds: the function, and how far the object and the result are
/// from what the static type of the call says, in bytes.
struct Slot {
  const clang::CXXMethodDecl *function = nullptr;
  int64_t object = 0, result = 0;
};
} // namespace

/// The slot of `method` in the table of the subobject `base` of a `record`; without a function if
/// it is pure there, or lies in or comes back as a virtual base.
static Slot findSlot(clang::ASTContext &ast, const clang::CXXMethodDecl *method,
                     const CXXRecordDecl *record, const CXXRecordDecl *base, int64_t distance) {
  auto *context = llvm::cast<clang::ItaniumVTableContext>(ast.getVTableContext());
  const clang::VTableLayout &layout = context->getVTableLayout(record);
  clang::GlobalDecl declaration =
      llvm::isa<clang::CXXDestructorDecl>(method)
          ? clang::GlobalDecl(llvm::cast<clang::CXXDestructorDecl>(method), clang::Dtor_Complete)
          : clang::GlobalDecl(method);
  uint64_t index =
      getAddressPoint(ast, record, base, distance) / 8 + context->getMethodVTableIndex(declaration);
  const clang::VTableComponent &component = layout.vtable_components()[index];
  if (!component.isFunctionPointerKind())
    return {};
  const clang::CXXMethodDecl *function = component.getFunctionDecl();
  if (function->isPureVirtual())
    return {};
  Slot slot{function};
  for (const auto &[place, thunk] : layout.vtable_thunks()) {
    if (place != index)
      continue;
    if (thunk.This.Virtual.Itanium.VCallOffsetOffset ||
        thunk.Return.Virtual.Itanium.VBaseOffsetOffset)
      return {};
    slot.object = -thunk.This.NonVirtual;
    slot.result = thunk.Return.NonVirtual;
  }
  return slot;
}

std::string ModuleImporter::getDeletion(const CXXRecordDecl *record) {
  deletions.insert(record);
  return "costate.delete." + mangleVirtualTable(record);
}

mlir::func::FuncOp frontend::getVirtualCallee(FunctionImporter &importer,
                                              const clang::CXXMethodDecl *method, bool deletes,
                                              SourceLocation location) {
  ModuleImporter &module = importer.module;
  clang::ASTContext &ast = importer.ast;
  method = method->getCanonicalDecl();
  const CXXRecordDecl *owner = method->getParent()->getDefinition();
  std::string name =
      (deletes ? "costate.virtual_delete." : "costate.virtual.") + module.mangle(method);
  if (auto known = module.module->lookupSymbol<mlir::func::FuncOp>(name))
    return known;
  std::optional<FunctionSignature> signature = module.importSignature(method, location);
  if (!signature) {
    (void)importer.refuseQuietly();
    return {};
  }
  llvm::SmallVector<mlir::Type> arguments = {cxx::CodeType::get(module.context)};
  llvm::append_range(arguments, signature->arguments);
  mlir::func::FuncOp callee = getIndirectCallee(module, name, arguments, signature->result);
  mlir::Builder &builder = importer.builder;
  callee->setAttr(cxx::attr::qualifiedName,
                  builder.getStringAttr(method->getQualifiedNameAsString()));
  if (module.isNoThrow(method, location))
    callee->setAttr(cxx::attr::noThrow, builder.getUnitAttr());
  if (!module.polymorphicClasses)
    module.polymorphicClasses = findPolymorphicClasses(ast);
  llvm::SmallVector<mlir::Attribute> entries;
  for (const CXXRecordDecl *record : *module.polymorphicClasses) {
    llvm::SmallVector<int64_t> distances;
    findSubobjects(ast, record, owner, 0, distances);
    for (int64_t distance : distances) {
      Slot slot = findSlot(ast, method, record, owner, distance);
      if (!slot.function)
        continue;
      std::string target =
          deletes ? module.getDeletion(record) : module.getCandidate(slot.function);
      auto number = [&](int64_t value) { return builder.getI64IntegerAttr(value); };
      entries.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("table", builder.getStringAttr(module.mangleVirtualTable(record))),
           builder.getNamedAttr("offset", number(getAddressPoint(ast, record, owner, distance))),
           builder.getNamedAttr("callee", builder.getStringAttr(target)),
           builder.getNamedAttr("adjustment", number(deletes ? distance : slot.object)),
           builder.getNamedAttr("result", number(slot.result))}));
    }
  }
  callee->setAttr(cxx::attr::virtualCall, builder.getArrayAttr(entries));
  return callee;
}

/// `delete` of an object whose class is known: its destructor, then the release.
void ModuleImporter::defineDeletion(const CXXRecordDecl *record) {
  std::string name = "costate.delete." + mangleVirtualTable(record);
  mlir::OpBuilder builder(context);
  builder.setInsertionPointToEnd(module->getBody());
  mlir::Location location = at(record->getLocation());
  diagnostics.startTrial();
  auto type =
      types.importPointerTo(ast.getCanonicalTagType(record), record->getLocation(), nullptr);
  mlir::func::FuncOp destructor;
  bool isTrivial = record->hasTrivialDestructor();
  if (type && types.complete(record, record->getLocation(), nullptr) && !isTrivial)
    destructor = getFunction(record->getDestructor(), nullptr, record->getLocation());
  std::string refusal = diagnostics.finishTrial();
  auto op = mlir::func::FuncOp::create(
      builder, location, name,
      builder.getFunctionType(type ? mlir::TypeRange(type) : mlir::TypeRange(), {}));
  op.setPrivate();
  if (!refusal.empty() || (!destructor && !isTrivial)) {
    op->setAttr(cxx::attr::refusal, builder.getStringAttr(refusal));
    return;
  }
  builder.setInsertionPointToStart(op.addEntryBlock());
  if (destructor)
    mlir::func::CallOp::create(builder, location, destructor, op.getArguments());
  cxx::DeallocOp::create(builder, location, cxx::DeallocKind::Delete, op.getArgument(0));
  mlir::func::ReturnOp::create(builder, location);
}
