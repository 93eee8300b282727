// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declares functions with their final signature and C++ spelling, then defines them.

#include "CodePointers.h"
#include "Definitions.h"
#include "FunctionImporter.h"
#include "InactiveMarks.h"
#include "ModuleImporter.h"
#include "Spelling.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/GlobalDecl.h"
#include "clang/Basic/TargetInfo.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;
using clang::SourceLocation;
using mlir::func::FuncOp;

static clang::GlobalDecl getGlobalDecl(const FunctionDecl *function) {
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(function))
    return clang::GlobalDecl(constructor, clang::Ctor_Complete);
  if (const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(function))
    return clang::GlobalDecl(destructor, clang::Dtor_Complete);
  return clang::GlobalDecl(function);
}

ModuleImporter::ModuleImporter(clang::ASTContext &ast, clang::Sema &sema,
                               mlir::MLIRContext *context)
    : ast(ast), sema(sema), context(context), diagnostics(ast.getDiagnostics()),
      locations(ast.getSourceManager(), context), types(ast, context, diagnostics),
      plainCallees(ast, sema), module(mlir::ModuleOp::create(mlir::UnknownLoc::get(context))),
      mangler(clang::ItaniumMangleContext::create(ast, ast.getDiagnostics())), statics(ast) {}

std::string ModuleImporter::mangle(const FunctionDecl *function) const {
  if (!mangler->shouldMangleDeclName(function))
    return function->getNameAsString();
  std::string name;
  llvm::raw_string_ostream stream(name);
  mangler->mangleName(getGlobalDecl(function), stream);
  return name;
}

std::string ModuleImporter::mangle(const clang::VarDecl *variable) const {
  if (!mangler->shouldMangleDeclName(variable))
    return variable->getNameAsString();
  std::string name;
  llvm::raw_string_ostream stream(name);
  mangler->mangleName(clang::GlobalDecl(variable), stream);
  return name;
}

std::optional<FunctionSignature> ModuleImporter::importSignature(const FunctionDecl *function,
                                                                 SourceLocation location) {
  FunctionSignature signature;
  // Arguments behind the parameters are seen through `va_list` only, which is refused where it is
  // used; a function that does not look at them does without.
  auto addArgument = [&](mlir::Type type) {
    if (type)
      signature.arguments.push_back(type);
    return static_cast<bool>(type);
  };
  clang::QualType result = function->getReturnType();
  if (isAggregateType(result)) {
    signature.hasSret = true;
    mlir::Type type = types.import(result, location, function);
    if (!type || !addArgument(cxx::PtrType::get(type)))
      return std::nullopt;
  } else if (!result->isVoidType()) {
    signature.result = types.import(result, location, function);
    if (!signature.result)
      return std::nullopt;
  }
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (method && method->isImplicitObjectMemberFunction()) {
    signature.hasThis = true;
    clang::QualType object = ast.getCanonicalTagType(method->getParent());
    if (!addArgument(types.importPointerTo(object, location, function)))
      return std::nullopt;
  }
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    mlir::Type type = types.import(parameter->getType(), parameter->getLocation(), function);
    if (type && isAggregateType(parameter->getType()))
      type = cxx::PtrType::get(type);
    if (!addArgument(type))
      return std::nullopt;
  }
  return signature;
}

/// Names of the namespaces around a declaration, from the outermost inwards.
static llvm::SmallVector<mlir::Attribute> getNamespaces(const clang::Decl *declaration,
                                                        mlir::Builder &builder) {
  llvm::SmallVector<mlir::Attribute> names;
  for (const clang::DeclContext *scope = declaration->getDeclContext(); scope;
       scope = scope->getParent())
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(scope))
      names.push_back(builder.getStringAttr(space->getName()));
  std::reverse(names.begin(), names.end());
  return names;
}

void ModuleImporter::setFunctionAttributes(FuncOp op, const FunctionDecl *function,
                                           const FunctionSignature &signature) {
  mlir::OpBuilder builder(context);
  op.setPrivate();
  op->setAttr(cxx::attr::qualifiedName,
              builder.getStringAttr(function->getQualifiedNameAsString()));
  op->setAttr(cxx::attr::namespaces, builder.getArrayAttr(getNamespaces(function, builder)));
  if (isMarkedInactive(function))
    op->setAttr(cxx::attr::inactive, builder.getUnitAttr());
  if (isNoThrow(function, function->getLocation()) ||
      (plainCallees.isPlain(function) && !plainCallees.mayThrow(function)))
    op->setAttr(cxx::attr::noThrow, builder.getUnitAttr());
  op->setAttr(cxx::attr::returnType,
              builder.getStringAttr(spellType(ast, function->getReturnType())));
  if (!function->isExternallyVisible())
    op->setAttr(cxx::attr::internal, builder.getUnitAttr());
  if (function->isExternC() || !ast.getLangOpts().CPlusPlus)
    op->setAttr(cxx::attr::externC, builder.getUnitAttr());

  auto describe = [&](unsigned index, llvm::StringRef name, clang::QualType type) {
    auto setString = [&](llvm::StringRef attribute, llvm::StringRef value) {
      op.setArgAttr(index, attribute, builder.getStringAttr(value));
    };
    setString(cxx::attr::name, name);
    setString(cxx::attr::declarator, spellDeclarator(ast, getParameterType(ast, type)));
    setString(cxx::attr::dotDeclarator, spellDeclarator(ast, getTangentType(ast, type)));
    setString(cxx::attr::barDeclarator, spellDeclarator(ast, getAdjointType(ast, type)));
    if (type->isReferenceType())
      setString(cxx::attr::passing, "reference");
    else if (isAggregateType(type))
      setString(cxx::attr::passing, "byval");
    if ((type->isReferenceType() || type->isPointerType()) &&
        type->getPointeeType().isConstQualified())
      op.setArgAttr(index, cxx::attr::readOnly, builder.getUnitAttr());
  };
  if (signature.hasSret) {
    describe(0, "result", ast.getPointerType(function->getReturnType()));
    op.setArgAttr(0, cxx::attr::passing, builder.getStringAttr("sret"));
  }
  if (signature.hasThis)
    describe(signature.hasSret, "self", llvm::cast<clang::CXXMethodDecl>(function)->getThisType());
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    unsigned index = parameter->getFunctionScopeIndex();
    std::string name = parameter->getName().empty() ? "argument" + std::to_string(index)
                                                    : parameter->getName().str();
    describe(signature.getFirstParameter() + index, name, parameter->getType());
  }
}

FuncOp ModuleImporter::getFunction(const FunctionDecl *function, const FunctionDecl *caller,
                                   SourceLocation location) {
  const FunctionDecl *key = function->getCanonicalDecl();
  if (auto known = functions.find(key); known != functions.end())
    return known->second;
  const FunctionDecl *definition = isForwarded(function) || plainCallees.isPlain(function)
                                       ? function
                                       : findDefinition(sema, function, location);
  if (!definition) {
    diagnostics.refuse(location, "unsupported-external-call",
                       "call to '" + function->getQualifiedNameAsString() +
                           "', whose definition is not in this translation unit",
                       caller);
    if (function->getLocation().isValid())
      diagnostics.note(function->getLocation(),
                       "'" + function->getNameAsString() + "' is declared here");
    return {};
  }
  // The body of a library function is another function.
  if (definition->getCanonicalDecl() != key) {
    FuncOp body = getFunction(definition, caller, location);
    return functions[key] = body;
  }
  if (caller)
    diagnostics.recordCall(definition, caller, location);
  std::optional<FunctionSignature> signature =
      importSignature(definition, definition->getLocation());
  if (!signature)
    return functions[key] = {};
  mlir::OpBuilder builder(context);
  builder.setInsertionPointToEnd(module->getBody());
  mlir::TypeRange results =
      signature->result ? mlir::TypeRange(signature->result) : mlir::TypeRange();
  FuncOp op = FuncOp::create(builder, at(definition->getLocation()), mangle(definition),
                             builder.getFunctionType(signature->arguments, results));
  setFunctionAttributes(op, definition, *signature);
  undefinedFunctions.push_back({definition, op, std::nullopt});
  usedDeclarations.insert(definition);
  return functions[key] = op;
}

FuncOp ModuleImporter::getPartFunction(const clang::CXXMethodDecl *function,
                                       const Construction &part, const FunctionDecl *caller,
                                       SourceLocation location) {
  if (part.isWhole)
    return getFunction(function, caller, location);
  const FunctionDecl *definition = findDefinition(sema, function, location);
  if (!definition) {
    diagnostics.refuse(location, "unsupported-external-call",
                       "call to '" + function->getQualifiedNameAsString() +
                           "', whose definition is not in this translation unit",
                       caller);
    return {};
  }
  std::string name =
      mangle(definition) + "." + mangleConstructionTable(function->getParent(), part);
  if (auto known = module->lookupSymbol<FuncOp>(name))
    return known;
  if (caller)
    diagnostics.recordCall(definition, caller, location);
  std::optional<FunctionSignature> signature =
      importSignature(definition, definition->getLocation());
  if (!signature)
    return {};
  mlir::OpBuilder builder(context);
  builder.setInsertionPointToEnd(module->getBody());
  FuncOp op = FuncOp::create(builder, at(definition->getLocation()), name,
                             builder.getFunctionType(signature->arguments, {}));
  setFunctionAttributes(op, definition, *signature);
  undefinedFunctions.push_back({definition, op, part});
  usedDeclarations.insert(definition);
  return op;
}

void ModuleImporter::defineFunctions() {
  // Defining a function may declare others.
  for (size_t next = 0; next < undefinedFunctions.size(); ++next) {
    auto [function, op, part] = undefinedFunctions[next];
    FunctionImporter(*this, function, op, part).run();
  }
  undefinedFunctions.clear();
}
