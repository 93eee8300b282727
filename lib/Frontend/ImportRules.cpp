// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions that have rules, and requests for the derivatives of such functions.

#include "CustomRules.h"
#include "FunctionImporter.h"
#include "costate/Dialect/AD/AD.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;

/// Whether a function of this type can have rules.
static bool isSupported(ModuleImporter &module, const FunctionDecl *callee,
                        const CustomRules &rules, SourceLocation location) {
  auto refuse = [&](const llvm::Twine &what) {
    module.diagnostics.refuse(location, "unsupported-rule",
                              "rules for '" + callee->getQualifiedNameAsString() + "': " + what,
                              nullptr);
    return false;
  };
  QualType result = callee->getReturnType();
  if (!result->isVoidType() && !result->isRealFloatingType() &&
      !result->isIntegralOrEnumerationType())
    return refuse("functions that return objects or pointers cannot have rules; return through a "
                  "parameter");
  if (rules.augmented && !rules.vjp)
    return refuse("an augmented primal needs a vjp that takes its state");
  unsigned offset = llvm::isa<clang::CXXMethodDecl>(callee) &&
                            llvm::cast<clang::CXXMethodDecl>(callee)->isInstance()
                        ? 1
                        : 0;
  for (const clang::ParmVarDecl *parameter : callee->parameters()) {
    if (!isAggregateType(parameter->getType()))
      continue;
    unsigned index = parameter->getFunctionScopeIndex() + offset;
    if (rules.vjp && !rules.vjp->getParamDecl(index)->getName().empty())
      return refuse("the vjp cannot read an object that is passed by value; pass a constant "
                    "reference, or leave the parameter of the vjp without a name");
  }
  return true;
}

/// The parameters of the vjp that it does not look at, as indices of the primal's arguments.
static llvm::SmallVector<int32_t> getUnread(const FunctionDecl *vjp, unsigned count) {
  llvm::SmallVector<int32_t> unread;
  const FunctionDecl *definition = vjp ? vjp->getDefinition() : nullptr;
  for (unsigned i = 0; definition && i < count; ++i) {
    const clang::ParmVarDecl *parameter = definition->getParamDecl(i);
    if (parameter->getName().empty() || (!parameter->isUsed() && !parameter->isReferenced()))
      unread.push_back(i);
  }
  return unread;
}

std::optional<ad::RuleCallOp> ModuleImporter::createRuleCall(mlir::OpBuilder &builder,
                                                             const FunctionDecl *callee,
                                                             const FunctionDecl *caller,
                                                             llvm::ArrayRef<mlir::Value> arguments,
                                                             SourceLocation location) {
  CustomRules rules = findRules(sema, diagnostics, callee);
  std::optional<FunctionSignature> signature = importSignature(callee, location);
  if (!signature || !isSupported(*this, callee, rules, location))
    return std::nullopt;
  auto getSymbol = [&](const FunctionDecl *function) -> mlir::FlatSymbolRefAttr {
    mlir::func::FuncOp op =
        function ? getFunction(function, caller, location) : mlir::func::FuncOp();
    return op ? mlir::FlatSymbolRefAttr::get(op.getSymNameAttr()) : mlir::FlatSymbolRefAttr();
  };
  bool hasBody = callee->isDefined() || callee->getTemplateInstantiationPattern();
  RuleSignatures signatures(callee);
  auto shift = [&](llvm::ArrayRef<int> indices) {
    llvm::SmallVector<int32_t> shifted;
    for (int index : indices)
      shifted.push_back(index - signatures.getFirst());
    return shifted;
  };
  mlir::TypeRange results =
      signature->result ? mlir::TypeRange(signature->result) : mlir::TypeRange();
  return ad::RuleCallOp::create(
      builder, at(location), results, mangle(callee), callee->getQualifiedNameAsString(), arguments,
      hasBody ? getSymbol(callee) : mlir::FlatSymbolRefAttr(), getSymbol(rules.jvp),
      getSymbol(rules.vjp), getSymbol(rules.augmented), shift(signatures.wrt),
      shift(signatures.written), getUnread(rules.vjp, signature->arguments.size()));
}

std::optional<Value> FunctionImporter::emitRuleCall(const FunctionDecl *callee,
                                                    llvm::ArrayRef<Value> arguments,
                                                    SourceLocation location) {
  if (!findRules(module.sema, module.diagnostics, callee))
    return std::nullopt;
  std::optional<FunctionSignature> signature = module.importSignature(callee, location);
  if (!signature || signature->arguments.size() != arguments.size()) {
    (void)refuseQuietly();
    return Value();
  }
  llvm::SmallVector<Value> converted;
  for (auto [argument, type] : llvm::zip_equal(arguments, signature->arguments))
    converted.push_back(llvm::isa<cxx::PtrType>(type) ? castPointer(argument, type, location)
                                                      : argument);
  std::optional<ad::RuleCallOp> call =
      module.createRuleCall(builder, callee, function, converted, location);
  if (!call) {
    (void)refuseQuietly();
    return Value();
  }
  return call->getNumResults() ? call->getResult(0) : Value();
}

mlir::func::FuncOp ModuleImporter::getRuledFunction(const FunctionDecl *primal,
                                                    mlir::func::FuncOp op,
                                                    SourceLocation location) {
  if (!findRules(sema, diagnostics, primal))
    return op;
  std::string name = (op.getSymName() + ".ruled").str();
  if (auto known = module->lookupSymbol<mlir::func::FuncOp>(name))
    return known;
  mlir::func::FuncOp wrapper = op.cloneWithoutRegions();
  wrapper.setSymName(name);
  module->push_back(wrapper);
  mlir::Block *entry = wrapper.addEntryBlock();
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockBegin(entry);
  llvm::SmallVector<mlir::Value> arguments(entry->getArguments());
  for (auto [index, argument] : llvm::enumerate(arguments))
    if (auto parameter = op.getArgAttrOfType<mlir::StringAttr>(index, cxx::attr::name))
      argument.setLoc(mlir::NameLoc::get(parameter, at(location)));
  std::optional<ad::RuleCallOp> call =
      createRuleCall(builder, primal, nullptr, arguments, primal->getLocation());
  if (!call)
    return {};
  mlir::func::ReturnOp::create(builder, at(primal->getLocation()), call->getResults());
  return wrapper;
}
