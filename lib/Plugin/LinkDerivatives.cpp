// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Plugin/LinkDerivatives.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Module.h"
#include "llvm/Linker/Linker.h"

using namespace costate;
using namespace costate::plugin;
using llvm::Function;
using llvm::GlobalValue;
using llvm::Module;

namespace {

/// What a stub was to the linker and the optimizer, so that its replacement is the same.
struct StubShape {
  GlobalValue::LinkageTypes linkage;
  GlobalValue::VisibilityTypes visibility;
  GlobalValue::UnnamedAddr unnamedAddr;
  bool dsoLocal;
  llvm::Comdat *comdat;
  std::string section;
  llvm::AttributeList attributes;

  explicit StubShape(const Function &stub)
      : linkage(stub.getLinkage()), visibility(stub.getVisibility()),
        unnamedAddr(stub.getUnnamedAddr()), dsoLocal(stub.isDSOLocal()),
        comdat(const_cast<llvm::Comdat *>(stub.getComdat())), section(stub.getSection().str()),
        attributes(stub.getAttributes()) {}

  /// The stub's attributes and those that the derivative's own arguments earned (noalias, ...).
  /// What says something about the stub's body goes.
  llvm::AttributeList merge(const Function &derivative) const {
    llvm::LLVMContext &context = derivative.getContext();
    llvm::AttrBuilder ofFunction(context, attributes.getFnAttrs());
    for (llvm::Attribute::AttrKind kind :
         {llvm::Attribute::NoInline, llvm::Attribute::OptimizeNone, llvm::Attribute::Cold,
          llvm::Attribute::NoReturn, llvm::Attribute::Memory, llvm::Attribute::MustProgress})
      ofFunction.removeAttribute(kind);
    llvm::AttributeList merged =
        derivative.getAttributes()
            .addFnAttributes(context, ofFunction)
            .addRetAttributes(context, llvm::AttrBuilder(context, attributes.getRetAttrs()));
    for (unsigned i = 0; i < derivative.arg_size(); i++)
      for (llvm::Attribute::AttrKind kind : {llvm::Attribute::ZExt, llvm::Attribute::SExt})
        if (attributes.hasParamAttr(i, kind))
          merged = merged.addParamAttribute(context, i, kind);
    return merged;
  }

  void applyTo(Function &function) const {
    function.setLinkage(linkage);
    function.setVisibility(visibility);
    function.setUnnamedAddr(unnamedAddr);
    function.setDSOLocal(dsoLocal);
    function.setComdat(comdat);
    function.setSection(section);
    function.setAttributes(merge(function));
  }
};

/// Attributes that decide about code generation rather than about one function's behaviour.
bool isTargetAttribute(llvm::StringRef kind) {
  for (llvm::StringRef known :
       {"target-cpu", "target-features", "tune-cpu", "frame-pointer", "probe-stack",
        "stack-protector-buffer-size", "no-trapping-math", "denormal-fp-math",
        "prefer-vector-width", "min-legal-vector-width", "no-builtins"})
    if (kind == known)
      return true;
  return false;
}

/// A function that clang made for the target of this translation unit.
const Function *findModel(const Module &host, llvm::StringRef preferred) {
  if (const Function *primal = host.getFunction(preferred);
      primal && primal->hasFnAttribute("target-cpu"))
    return primal;
  for (const Function &function : host)
    if (!function.isDeclaration() && function.hasFnAttribute("target-cpu"))
      return &function;
  return nullptr;
}

void copyTargetAttributes(const Function &model, Function &function) {
  for (llvm::Attribute attribute : model.getAttributes().getFnAttrs())
    if (attribute.isStringAttribute() && isTargetAttribute(attribute.getKindAsString()) &&
        !function.hasFnAttribute(attribute.getKindAsString()))
      function.addFnAttr(attribute);
  for (llvm::Attribute::AttrKind kind :
       {llvm::Attribute::UWTable, llvm::Attribute::SanitizeAddress, llvm::Attribute::SanitizeThread,
        llvm::Attribute::StackProtect, llvm::Attribute::StackProtectStrong,
        llvm::Attribute::StackProtectReq})
    if (model.hasFnAttribute(kind))
      function.addFnAttr(model.getFnAttribute(kind));
}

llvm::Error typeMismatch(const Function &function) {
  return llvm::createStringError("the derivative '" + function.getName() +
                                 "' does not have the type that its callers use");
}

/// A symbol of the host that only its own translation unit sees.
struct InternalSymbol {
  llvm::GlobalValue *value;
  GlobalValue::LinkageTypes linkage;
};

/// Static functions whose address the derivatives compare with: the linker joins what both modules
/// can see, so they are visible while it runs.
std::vector<InternalSymbol> exposeInternalSymbols(Module &host, const Module &derived) {
  std::vector<InternalSymbol> result;
  for (const llvm::GlobalVariable &global : derived.globals()) {
    if (!global.hasExternalWeakLinkage())
      continue;
    llvm::GlobalValue *value = host.getNamedValue(global.getName());
    if (!value || !value->hasLocalLinkage())
      continue;
    result.push_back({value, value->getLinkage()});
    value->setLinkage(GlobalValue::ExternalLinkage);
  }
  return result;
}

/// Parameter attributes that are part of the calling convention.
void copyAbiAttributes(const llvm::AttributeList &from, Function &function) {
  for (llvm::Argument &argument : function.args())
    for (llvm::Attribute::AttrKind kind : {llvm::Attribute::ZExt, llvm::Attribute::SExt})
      if (from.hasParamAttr(argument.getArgNo(), kind))
        argument.addAttr(kind);
}

} // namespace

llvm::Error plugin::linkDerivatives(Module &host, std::unique_ptr<Module> derived,
                                    llvm::ArrayRef<DerivativeSymbol> symbols) {
  derived->setTargetTriple(host.getTargetTriple());
  derived->setDataLayout(host.getDataLayout());

  llvm::StringMap<StubShape> stubs;
  for (const DerivativeSymbol &symbol : symbols) {
    Function *derivative = derived->getFunction(symbol.name);
    if (!derivative || derivative->isDeclaration())
      return llvm::createStringError("no derivative '" + symbol.name + "' was made");
    Function *existing = host.getFunction(symbol.name);
    if (symbol.replacesStub && !existing) {
      derivative->setLinkage(GlobalValue::InternalLinkage);
      if (derivative->use_empty())
        derivative->eraseFromParent();
      continue;
    }
    if (existing && existing->getFunctionType() != derivative->getFunctionType())
      return typeMismatch(*derivative);
    if (existing && !existing->isDeclaration()) {
      if (!symbol.replacesStub)
        return llvm::createStringError("'" + symbol.name +
                                       "' is defined, and a derivative of that name is requested");
      stubs.try_emplace(symbol.name, *existing);
      existing->deleteBody();
      existing->setComdat(nullptr);
      derivative->setLinkage(GlobalValue::ExternalLinkage);
      continue;
    }
    if (existing)
      copyAbiAttributes(existing->getAttributes(), *derivative);
    derivative->setLinkage(symbol.linkage);
    if (GlobalValue::isWeakForLinker(symbol.linkage))
      derivative->setComdat(derived->getOrInsertComdat(symbol.name));
  }

  const Function *model = findModel(host, symbols.empty() ? "" : symbols.front().primal);
  if (model)
    for (Function &function : *derived)
      if (!function.isDeclaration())
        copyTargetAttributes(*model, function);

  std::vector<InternalSymbol> internal = exposeInternalSymbols(host, *derived);
  if (llvm::Linker::linkModules(host, std::move(derived)))
    return llvm::createStringError("the derivatives cannot be linked into this translation unit");
  for (const InternalSymbol &symbol : internal)
    symbol.value->setLinkage(symbol.linkage);
  for (const auto &stub : stubs)
    stub.getValue().applyTo(*host.getFunction(stub.getKey()));
  return llvm::Error::success();
}
