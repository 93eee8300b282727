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
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace costate;
using namespace costate::frontend;
using clang::CXXRecordDecl;

//===------------------------------- classes -----------------------------===//

namespace {
/// The classes of the translation unit whose objects have hidden pointers.
class DynamicClassFinder : public clang::RecursiveASTVisitor<DynamicClassFinder> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCXXRecordDecl(CXXRecordDecl *record) {
    if (record->isThisDeclarationADefinition() && !record->isDependentContext() &&
        !record->isInvalidDecl() && record->isDynamicClass() && !isOpaque(record))
      classes.insert(record);
    return true;
  }
  llvm::SetVector<const CXXRecordDecl *> classes;

private:
  /// The library's classes with virtual bases, and what is derived from them.
  static bool isOpaque(const CXXRecordDecl *record) {
    return isOpaqueClass(record) ||
           llvm::any_of(record->bases(), [](const clang::CXXBaseSpecifier &base) {
             const CXXRecordDecl *definition = base.getType()->getAsCXXRecordDecl();
             return !definition || !definition->getDefinition() ||
                    isOpaque(definition->getDefinition());
           });
  }
};

/// Collects base subobjects, each of them once.
class SubobjectFinder {
public:
  using Visitor = llvm::function_ref<void(const CXXRecordDecl *, Subobject)>;
  SubobjectFinder(const clang::ASTContext &ast, const CXXRecordDecl *whole, Visitor visit)
      : ast(ast), whole(whole), visit(visit) {}

  void walk(const CXXRecordDecl *record, Subobject place) {
    visit(record, place);
    const clang::ASTRecordLayout &layout = ast.getASTRecordLayout(record);
    for (const clang::CXXBaseSpecifier &step : record->bases()) {
      const CXXRecordDecl *next = step.getType()->getAsCXXRecordDecl()->getDefinition();
      if (!next)
        continue;
      bool isPublic = place.isPublic && step.getAccessSpecifier() == clang::AS_public;
      int64_t distance = step.isVirtual()
                             ? ast.getASTRecordLayout(whole).getVBaseClassOffset(next).getQuantity()
                             : place.distance + layout.getBaseClassOffset(next).getQuantity();
      walk(next, {distance, isPublic, step.isVirtual()});
    }
  }

private:
  const clang::ASTContext &ast;
  const CXXRecordDecl *whole;
  Visitor visit;
};
} // namespace

llvm::SmallVector<Subobject> frontend::findSubobjects(const clang::ASTContext &ast,
                                                      const CXXRecordDecl *record,
                                                      const Construction &part,
                                                      const CXXRecordDecl *base) {
  llvm::SmallVector<Subobject> found;
  auto add = [&](const CXXRecordDecl *current, Subobject place) {
    if (current->getCanonicalDecl() != base->getCanonicalDecl())
      return;
    for (Subobject &known : found)
      if (known.distance == place.distance) {
        known.isPublic |= place.isPublic;
        return;
      }
    found.push_back(place);
  };
  SubobjectFinder(ast, part.whole, add).walk(record, {part.distance});
  return found;
}

llvm::SmallVector<int64_t> frontend::findDistances(const clang::ASTContext &ast,
                                                   const CXXRecordDecl *record,
                                                   const CXXRecordDecl *base) {
  llvm::SmallVector<int64_t> distances;
  for (Subobject part : findSubobjects(ast, record, Construction{record}, base))
    distances.push_back(part.distance);
  return distances;
}

//===-------------------------------- tables -----------------------------===//

/// The tables of the parts of a `whole` that have virtual bases.
static void addConstructionTables(ModuleImporter &module, const CXXRecordDecl *whole,
                                  std::vector<VirtualTable> &tables) {
  if (!whole->getNumVBases())
    return;
  auto *context = llvm::cast<clang::ItaniumVTableContext>(module.ast.getVTableContext());
  llvm::StringSet<> known;
  auto add = [&](const CXXRecordDecl *record, Subobject place) {
    if (!record->getNumVBases() || record == whole)
      return;
    Construction part{whole, place.distance, place.isVirtual, /*isWhole=*/false};
    std::string symbol = module.mangleConstructionTable(record, part);
    if (known.insert(symbol).second)
      tables.push_back(
          {symbol, record, part,
           context->createConstructionVTableLayout(
               record, clang::CharUnits::fromQuantity(place.distance), place.isVirtual, whole)});
  };
  SubobjectFinder(module.ast, whole, add).walk(whole, {0});
}

llvm::ArrayRef<VirtualTable> frontend::getVirtualTables(ModuleImporter &module) {
  if (!module.virtualTables.empty())
    return module.virtualTables;
  DynamicClassFinder finder;
  finder.TraverseDecl(module.ast.getTranslationUnitDecl());
  for (const CXXRecordDecl *record : finder.classes) {
    module.virtualTables.push_back(
        {module.mangleVirtualTable(record), record, Construction{record}, nullptr});
    addConstructionTables(module, record, module.virtualTables);
  }
  return module.virtualTables;
}

static const clang::VTableLayout &getLayout(const VirtualTable &table) {
  if (table.layout)
    return *table.layout;
  return llvm::cast<clang::ItaniumVTableContext>(table.record->getASTContext().getVTableContext())
      ->getVTableLayout(table.record);
}

std::optional<int64_t> frontend::getAddressPoint(const VirtualTable &table,
                                                 const CXXRecordDecl *base, int64_t distance) {
  const clang::VTableLayout &layout = getLayout(table);
  const auto &points = layout.getAddressPoints();
  auto found = points.find(clang::BaseSubobject(base, clang::CharUnits::fromQuantity(distance)));
  if (found == points.end())
    return std::nullopt;
  return 8 * (layout.getVTableOffset(found->second.VTableIndex) + found->second.AddressPointIndex);
}

std::string ModuleImporter::mangleConstructionTable(const CXXRecordDecl *record,
                                                    const Construction &part) const {
  std::string name;
  llvm::raw_string_ostream stream(name);
  mangler->mangleCXXCtorVTable(part.whole, part.distance, record, stream);
  return name;
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
  object = importer.toPart(object, location);
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
    std::optional<unsigned> index = layout.isPrimaryBaseVirtual() ? 0
                                    : primary ? importer.module.types.getBaseIndex(record, primary)
                                              : std::nullopt;
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
      : importer(importer), record(record),
        part(importer.construction.value_or(Construction{record})), location(location) {}

  void visit(Value object, const CXXRecordDecl *base, int64_t distance, bool isPrimary) {
    if (!base->isDynamicClass())
      return;
    if (!isPrimary) {
      Value address = emitHiddenField(importer, object, base, location);
      Value table = address ? emitTable(base, distance) : Value();
      if (!table)
        return;
      importer.store(table, address, location);
    }
    const clang::ASTRecordLayout &layout = importer.ast.getASTRecordLayout(base);
    for (const clang::CXXBaseSpecifier &step : base->bases()) {
      const CXXRecordDecl *next = step.getType()->getAsCXXRecordDecl()->getDefinition();
      if (!next->isDynamicClass() || (step.isVirtual() && !visited.insert(next).second))
        continue;
      Value address = step.isVirtual() ? importer.emitOwnVirtualBase(next, location)
                                       : importer.emitBaseSubobject(object, base, step, location);
      if (!address)
        return;
      if (step.isVirtual())
        visit(address, next, getVirtualDistance(next), /*isPrimary=*/false);
      else
        visit(address, next, distance + layout.getBaseClassOffset(next).getQuantity(),
              layout.getPrimaryBase() == next);
    }
  }

private:
  int64_t getVirtualDistance(const CXXRecordDecl *base) const {
    return importer.ast.getASTRecordLayout(part.whole).getVBaseClassOffset(base).getQuantity();
  }

  /// The table of the part as far as it depends on the whole object; else that of its class.
  Value emitTable(const CXXRecordDecl *base, int64_t distance) {
    const VirtualTable *own = nullptr, *other = nullptr;
    for (const VirtualTable &table : getVirtualTables(importer.module)) {
      if (table.record != record)
        continue;
      if (table.part.whole == part.whole && table.part.distance == part.distance)
        own = &table;
      if (table.part.isWhole)
        other = &table;
    }
    std::optional<int64_t> point = own ? getAddressPoint(*own, base, distance) : std::nullopt;
    if (!point && other && !part.isWhole) {
      own = other;
      point = getAddressPoint(*own, base, distance - part.distance);
    }
    if (!point)
      return importer.refuse(location, "unsupported-virtual-base",
                             "the virtual table of '" + record->getNameAsString() +
                                 "' is not supported");
    return cxx::CodeAddressOp::create(importer.builder, importer.at(location), own->symbol, *point,
                                      !record->isExternallyVisible());
  }

  FunctionImporter &importer;
  const CXXRecordDecl *record;
  Construction part;
  SourceLocation location;
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> visited;
};
} // namespace

void frontend::emitVirtualTables(FunctionImporter &importer, const CXXRecordDecl *record,
                                 SourceLocation location) {
  record = record->getDefinition();
  TableInitializer initializer(importer, record, location);
  initializer.visit(importer.thisPointer, record,
                    importer.construction ? importer.construction->distance : 0,
                    /*isPrimary=*/false);
}

//===-------------------------------- calls ------------------------------===//

namespace {
/// What a slot of a virtual table holds: the function, and how far the object and the result are
/// from what the static type of the call says, in bytes.
struct Slot {
  const clang::CXXMethodDecl *function = nullptr;
  int64_t object = 0, result = 0;
  /// Why it cannot be called.
  llvm::StringRef refusal = "";
};
} // namespace

/// The slot of `method` in the table of the subobject `base`; without a function if it is pure.
static Slot findSlot(clang::ASTContext &ast, const clang::CXXMethodDecl *method,
                     const VirtualTable &table, int64_t point, int64_t distance) {
  auto *context = llvm::cast<clang::ItaniumVTableContext>(ast.getVTableContext());
  clang::GlobalDecl declaration =
      llvm::isa<clang::CXXDestructorDecl>(method)
          ? clang::GlobalDecl(llvm::cast<clang::CXXDestructorDecl>(method), clang::Dtor_Complete)
          : clang::GlobalDecl(method);
  uint64_t index = point / 8 + context->getMethodVTableIndex(declaration);
  const clang::VTableComponent &component = getLayout(table).vtable_components()[index];
  if (!component.isFunctionPointerKind())
    return {};
  const clang::CXXMethodDecl *function = component.getFunctionDecl();
  if (function->isPureVirtual())
    return {};
  Slot slot{function};
  for (const auto &[place, thunk] : getLayout(table).vtable_thunks()) {
    if (place != index)
      continue;
    if (thunk.Return.Virtual.Itanium.VBaseOffsetOffset)
      slot.refusal = "it returns a class of which the result of the overridden function is a "
                     "virtual base";
    slot.object = -thunk.This.NonVirtual;
    slot.result = thunk.Return.NonVirtual;
    if (!thunk.This.Virtual.Itanium.VCallOffsetOffset)
      continue;
    // The way to the overrider leads through a virtual base; where that is, the whole object tells.
    llvm::SmallVector<Subobject> overriders =
        findSubobjects(ast, table.record, table.part, function->getParent());
    if (overriders.size() != 1)
      slot.refusal = "its class is a base of the object several times";
    slot.object = distance - overriders.front().distance;
  }
  return slot;
}

std::string ModuleImporter::getDeletion(const CXXRecordDecl *record) {
  deletions.insert(record);
  return "costate.delete." + mangleVirtualTable(record);
}

/// A function that nothing may call.
static std::string createRefused(ModuleImporter &module, const clang::CXXMethodDecl *function,
                                 llvm::StringRef refusal) {
  std::string name = "costate.refused." + module.mangle(function);
  if (module.module->lookupSymbol(name))
    return name;
  mlir::OpBuilder builder(module.context);
  builder.setInsertionPointToEnd(module.module->getBody());
  auto op = mlir::func::FuncOp::create(builder, module.at(function->getLocation()), name,
                                       builder.getFunctionType({}, {}));
  op.setPrivate();
  op->setAttr(cxx::attr::refusal, builder.getStringAttr(refusal));
  op->setAttr(cxx::attr::qualifiedName,
              builder.getStringAttr(function->getQualifiedNameAsString()));
  return name;
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
  llvm::SmallVector<mlir::Attribute> entries;
  for (const VirtualTable &table : getVirtualTables(module)) {
    // Nobody deletes what is under construction.
    if (deletes && !table.part.isWhole)
      continue;
    for (Subobject place : findSubobjects(ast, table.record, table.part, owner)) {
      std::optional<int64_t> point = getAddressPoint(table, owner, place.distance);
      Slot slot = point ? findSlot(ast, method, table, *point, place.distance) : Slot();
      if (!slot.function)
        continue;
      std::string target = deletes ? module.getDeletion(table.record)
                           : slot.refusal.empty()
                               ? module.getCandidate(slot.function)
                               : createRefused(module, slot.function, slot.refusal);
      auto number = [&](int64_t value) { return builder.getI64IntegerAttr(value); };
      entries.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("table", builder.getStringAttr(table.symbol)),
           builder.getNamedAttr("offset", number(*point)),
           builder.getNamedAttr("callee", builder.getStringAttr(target)),
           builder.getNamedAttr("adjustment", number(deletes ? place.distance : slot.object)),
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
  Value object = op.getArgument(0);
  if (hasVirtualBases(record)) {
    mlir::Type whole =
        types.import(ast.getCanonicalTagType(record), record->getLocation(), nullptr);
    object = cxx::CastOp::create(builder, location, cxx::PtrType::get(whole), object);
  }
  cxx::DeallocOp::create(builder, location, cxx::DeallocKind::Delete, object);
  mlir::func::ReturnOp::create(builder, location);
}
