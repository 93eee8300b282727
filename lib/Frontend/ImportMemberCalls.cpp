// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What calls through pointers to member functions may reach. Such a call is a call of a function
// without a body, one for each type of pointer; when the import is complete, it lists the member
// functions of that type and of related classes whose address is taken. Virtual functions that
// share a place in the virtual tables are told apart by the object's hidden pointer.

#include "CodePointers.h"
#include "MemberPointers.h"
#include "VirtualCalls.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/VTableBuilder.h"

using namespace costate;
using namespace costate::frontend;
using clang::CXXMethodDecl;
using clang::CXXRecordDecl;

MemberFunctionKey ModuleImporter::getMemberFunctionKey(const CXXMethodDecl *method) const {
  if (!method->isVirtual())
    return {mangle(method), 0, !method->isExternallyVisible()};
  auto *context = llvm::cast<clang::ItaniumVTableContext>(ast.getVTableContext());
  return {"", 1 + 8 * int64_t(context->getMethodVTableIndex(method)), false};
}

MemberFunctionKey ModuleImporter::getMemberFunction(FunctionImporter &importer,
                                                    const CXXMethodDecl *method) {
  method = method->getCanonicalDecl();
  if (memberFunctions.insert(method)) {
    if (method->isVirtual())
      (void)getVirtualCallee(importer, method, /*deletes=*/false, importer.function->getLocation());
    else
      getCandidate(method);
  }
  return getMemberFunctionKey(method);
}

/// What pointers to `method` add to an object's address when they are of that type after
/// conversions, one number for each subobject that may be meant; none: they cannot be of that type.
static llvm::SmallVector<int64_t> getAdjustments(const clang::ASTContext &ast,
                                                 const CXXMethodDecl *method,
                                                 const clang::MemberPointerType *pointer) {
  llvm::SmallVector<int64_t> distances;
  const CXXRecordDecl *owner = method->getParent()->getDefinition();
  const CXXRecordDecl *record = pointer->getMostRecentCXXRecordDecl()->getDefinition();
  if (!record || !owner ||
      !ast.hasSameFunctionTypeIgnoringExceptionSpec(method->getType(), pointer->getPointeeType()))
    return distances;
  distances = findDistances(ast, record, owner);
  if (distances.empty()) {
    distances = findDistances(ast, owner, record);
    for (int64_t &distance : distances)
      distance = -distance;
  }
  return distances;
}

mlir::func::FuncOp ModuleImporter::getMemberCallee(FunctionImporter &importer, QualType type,
                                                   llvm::ArrayRef<mlir::Type> arguments,
                                                   mlir::Type result) {
  type = ast.getCanonicalType(type).getUnqualifiedType();
  std::string name = "costate.member.";
  llvm::raw_string_ostream stream(name);
  mangler->mangleCanonicalTypeName(type, stream, false);
  if (auto known = module->lookupSymbol<mlir::func::FuncOp>(name))
    return known;
  mlir::func::FuncOp callee = getIndirectCallee(*this, name, arguments, result);
  const auto *pointer = type->castAs<clang::MemberPointerType>();
  memberCalls.push_back({callee, pointer});
  mlir::Builder builder(context);
  callee->setAttr(cxx::attr::indirect,
                  builder.getStringAttr(type.getAsString(ast.getPrintingPolicy())));
  if (!addressTaken)
    addressTaken = findAddressTaken(ast);
  for (const clang::FunctionDecl *function : *addressTaken)
    if (const auto *method = llvm::dyn_cast<CXXMethodDecl>(function);
        method && method->isImplicitObjectMemberFunction() &&
        !getAdjustments(ast, method, pointer).empty())
      getMemberFunction(importer, method);
  return callee;
}

/// A place in the virtual tables, and where in the object the hidden pointer is that leads there.
using Place = std::pair<int64_t, int64_t>;

/// A function without a body for the virtual functions of one place: what each table of the
/// translation unit leads to.
static mlir::func::FuncOp createVirtualCallee(ModuleImporter &module, mlir::func::FuncOp call,
                                              Place place, unsigned object,
                                              llvm::ArrayRef<const CXXMethodDecl *> methods) {
  mlir::Builder builder(module.context);
  llvm::SmallVector<mlir::Attribute> entries;
  llvm::DenseSet<std::pair<mlir::Attribute, mlir::Attribute>> known;
  for (const CXXMethodDecl *method : methods) {
    auto callee = module.module->lookupSymbol<mlir::func::FuncOp>(
        "costate.virtual." + module.mangle(method->getCanonicalDecl()));
    if (!callee)
      continue;
    // Classes whose tables are shared by a base and a derived class agree on what they lead to.
    for (mlir::Attribute entry : callee->getAttrOfType<mlir::ArrayAttr>(cxx::attr::virtualCall)) {
      auto parts = llvm::cast<mlir::DictionaryAttr>(entry);
      if (known.insert({parts.get("table"), parts.get("offset")}).second)
        entries.push_back(entry);
    }
  }
  llvm::SmallVector<mlir::Type> arguments(call.getArgumentTypes());
  arguments[object] = cxx::PtrType::get(builder.getI8Type());
  arguments.erase(arguments.begin() + 1);
  std::string name =
      (call.getSymName() + ".virtual." + llvm::Twine(place.first) + "." + llvm::Twine(place.second))
          .str();
  mlir::func::FuncOp callee = getIndirectCallee(
      module, name, arguments, call.getNumResults() ? call.getResultTypes().front() : mlir::Type());
  callee->setAttr(cxx::attr::qualifiedName,
                  builder.getStringAttr(methods.front()->getQualifiedNameAsString()));
  callee->setAttr(cxx::attr::virtualCall, builder.getArrayAttr(entries));
  return callee;
}

void ModuleImporter::finishMemberCalls() {
  mlir::Builder builder(context);
  for (auto [callee, pointer] : memberCalls) {
    llvm::SmallVector<mlir::Attribute> entries;
    auto add = [&](const MemberFunctionKey &key, int64_t adjustment, llvm::StringRef target) {
      entries.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("symbol", builder.getStringAttr(key.symbol)),
           builder.getNamedAttr("offset", builder.getI64IntegerAttr(key.offset)),
           builder.getNamedAttr("internal", builder.getBoolAttr(key.internal)),
           builder.getNamedAttr("adjustment", builder.getI64IntegerAttr(adjustment)),
           builder.getNamedAttr("callee", builder.getStringAttr(target))}));
    };
    unsigned object =
        2 + isAggregateType(
                pointer->getPointeeType()->castAs<clang::FunctionProtoType>()->getReturnType());
    llvm::MapVector<Place, llvm::SmallVector<const CXXMethodDecl *>> places;
    for (const CXXMethodDecl *method : memberFunctions) {
      MemberFunctionKey key = getMemberFunctionKey(method);
      for (int64_t adjustment : getAdjustments(ast, method, pointer))
        if (method->isVirtual())
          places[{key.offset, adjustment}].push_back(method);
        else
          add(key, adjustment, key.symbol);
    }
    for (auto &[place, methods] : places)
      add({"", place.first, false}, place.second,
          createVirtualCallee(*this, callee, place, object, methods).getSymName());
    callee->setAttr(cxx::attr::memberCall,
                    builder.getDictionaryAttr(
                        {builder.getNamedAttr("object", builder.getI64IntegerAttr(object)),
                         builder.getNamedAttr("targets", builder.getArrayAttr(entries))}));
  }
}
