// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Name and linker symbol of a derivative.

#include "DerivativeSignature.h"

#include "ModuleImporter.h"
#include "Spelling.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
using clang::QualType;

static llvm::StringRef getSuffix(ad::Mode mode) {
  switch (mode) {
  case ad::Mode::Grad:
    return "_grad";
  case ad::Mode::Vjp:
    return "_vjp";
  case ad::Mode::Jvp:
    return "_jvp";
  case ad::Mode::Hvp:
    return "_hvp";
  }
  return "";
}

std::string frontend::getDerivativeName(const clang::FunctionDecl *primal, ad::Mode mode) {
  std::string name;
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(primal)) {
    name = method->getParent()->getNameAsString();
    if (method->getIdentifier())
      name += "_" + method->getName().str();
  } else {
    name = primal->getIdentifier() ? primal->getName().str() : "derivative";
  }
  return name + getSuffix(mode).str();
}

/// The innermost context that a free function can be declared in.
static const clang::DeclContext *getEnclosingScope(const clang::FunctionDecl *primal) {
  const clang::DeclContext *scope = primal->getDeclContext();
  while (scope->isRecord() || scope->isFunctionOrMethod())
    scope = scope->getParent();
  return scope;
}

std::string frontend::mangleDerivative(const ModuleImporter &module,
                                       const clang::FunctionDecl *primal, ad::Mode mode,
                                       llvm::ArrayRef<int> wrt, llvm::StringRef name) {
  clang::ASTContext &ast = module.ast;
  if (!ast.getLangOpts().CPlusPlus || primal->isExternC())
    return name.str();
  llvm::SmallVector<QualType> parameters;
  QualType object;
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(primal);
      method && method->isImplicitObjectMemberFunction())
    parameters.push_back(object = method->getThisType());
  for (const clang::ParmVarDecl *parameter : primal->parameters())
    parameters.push_back(parameter->getType().getUnqualifiedType());
  auto addAll = [&](QualType (*derive)(const clang::ASTContext &, QualType)) {
    for (int index : wrt)
      parameters.push_back(
          derive(ast, index < 0 ? object : primal->getParamDecl(index)->getType()));
  };
  QualType result = primal->getReturnType();
  if (mode == ad::Mode::Jvp || mode == ad::Mode::Hvp)
    addAll(getTangentType);
  if (mode == ad::Mode::Vjp && (result->isRealFloatingType() || result->isRecordType()))
    parameters.push_back(result.getUnqualifiedType());
  if (mode != ad::Mode::Jvp)
    addAll(getAdjointType);
  if (mode == ad::Mode::Hvp)
    result = ast.VoidTy;

  QualType type = ast.getFunctionType(result, parameters, clang::FunctionProtoType::ExtProtoInfo());
  auto *scope = const_cast<clang::DeclContext *>(getEnclosingScope(primal));
  auto *declaration = clang::FunctionDecl::Create(
      ast, scope, primal->getLocation(), primal->getLocation(),
      clang::DeclarationName(&ast.Idents.get(name)), type, nullptr, clang::SC_None);
  llvm::SmallVector<clang::ParmVarDecl *> parameterDeclarations;
  for (QualType parameter : parameters)
    parameterDeclarations.push_back(
        clang::ParmVarDecl::Create(ast, declaration, primal->getLocation(), primal->getLocation(),
                                   nullptr, parameter, nullptr, clang::SC_None, nullptr));
  declaration->setParams(parameterDeclarations);
  return module.mangle(declaration);
}
