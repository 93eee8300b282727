// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Pipelines/Pipelines.h"
#include "costate/Pipelines/Passes.h"

#include "costate/Conversion/CxxToLLVM.h"
#include "costate/Derivative/Differentiate.h"
#include "costate/Derivative/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Rules/ScalarRules.h"
#include "costate/Transforms/Normalize.h"
#include "costate/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace costate;

void costate::registerAll(DialectRegistry &registry) {
  registry.insert<ad::ADDialect, cxx::CxxDialect, arith::ArithDialect, cf::ControlFlowDialect,
                  func::FuncDialect, LLVM::LLVMDialect, math::MathDialect, scf::SCFDialect,
                  ub::UBDialect>();
  func::registerInlinerExtension(registry);
  registerScalarRules(registry);
}

/// Verifies once, at the end of a stage: after each pass it would take longer than most passes do.
static LogicalResult runPipeline(ModuleOp module, llvm::function_ref<void(OpPassManager &)> build) {
  PassManager manager(module.getContext());
  manager.enableVerifier(false);
  build(manager);
  return success(succeeded(manager.run(module)) && succeeded(verify(module)));
}

LogicalResult costate::normalize(ModuleOp module, const NormalizeOptions &options) {
  return runPipeline(module,
                     [&](OpPassManager &manager) { buildNormalizePipeline(manager, options); });
}

/// The last part of the qualified name, where it is an identifier.
static std::string findOwnName(func::FuncOp function) {
  auto qualified = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  StringRef name = qualified ? qualified.getValue() : function.getSymName();
  name = name.take_until([](char c) { return c == '<'; });
  name = name.drop_front(name.rfind(':') + 1);
  bool isIdentifier =
      !name.empty() && llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  return isIdentifier ? name.str() : "function";
}

/// Gives a function a name that is free and not mangled; `names` are those of the module.
static std::string renameHelper(func::FuncOp function, SymbolUserMap &users,
                                llvm::StringSet<> &names) {
  std::string base = findOwnName(function);
  if (!function->hasAttr(cxx::attr::helper))
    base += "_primal";
  std::string name = base;
  names.erase(function.getSymName());
  for (unsigned i = 2; names.contains(name); ++i)
    name = base + "_" + std::to_string(i);
  names.insert(name);
  users.replaceAllUsesWith(function, StringAttr::get(function.getContext(), name));
  function.setSymName(name);
  return name;
}

static void makeHelper(func::FuncOp function, SymbolUserMap &users, llvm::StringSet<> &names) {
  Builder builder(function.getContext());
  std::string name = renameHelper(function, users, names);
  function.setPrivate();
  function->removeDiscardableAttr(cxx::attr::externC);
  function->setAttr(cxx::attr::helper, builder.getUnitAttr());
  function->setAttr(cxx::attr::qualifiedName, builder.getStringAttr(name));
  function->setAttr("llvm.linkage",
                    LLVM::LinkageAttr::get(builder.getContext(), LLVM::Linkage::Internal));
  // Between functions of the module, records are passed by their addresses.
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    for (StringRef attribute : {cxx::attr::passing, cxx::attr::declarator, cxx::attr::readOnly})
      (void)function.removeArgAttr(i, builder.getStringAttr(attribute));
}

/// The functions that a function calls, directly or not.
static void addCallees(func::FuncOp function, llvm::SetVector<Operation *> &callees) {
  function.walk([&](func::CallOp call) {
    auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(call, call.getCalleeAttr());
    if (callee && callees.insert(callee))
      addCallees(callee, callees);
  });
}

/// Primals have served: clang compiles them itself. What derivatives call stays, as functions of
/// their own that nothing else can name.
static void erasePrimals(ModuleOp module) {
  llvm::SetVector<Operation *> callees;
  for (auto function : module.getOps<func::FuncOp>())
    if (function->hasAttr(cxx::attr::derivative))
      addCallees(function, callees);
  for (auto function : llvm::make_early_inc_range(module.getOps<func::FuncOp>()))
    if (!function->hasAttr(cxx::attr::derivative) && !callees.contains(function))
      function.erase();
  SymbolTableCollection tables;
  SymbolUserMap users(tables, module);
  llvm::StringSet<> names;
  for (Operation &symbol : *module.getBody())
    if (auto name = SymbolTable::getSymbolName(&symbol))
      names.insert(name);
  for (Operation *callee : callees)
    if (!callee->hasAttr(cxx::attr::derivative))
      makeHelper(cast<func::FuncOp>(callee), users, names);
}

LogicalResult costate::differentiate(ModuleOp module, const NormalizeOptions &options) {
  if (failed(normalize(module, options)) || failed(generateDerivatives(module)))
    return failure();
  erasePrimals(module);
  return runPipeline(module, [](OpPassManager &manager) {
    // Shadows of by-value records and other locals that live in one block become values.
    manager.addNestedPass<func::FuncOp>(createPromoteMemory());
    manager.addNestedPass<func::FuncOp>(createSimplifyAdjointsPass());
    manager.addNestedPass<func::FuncOp>(createExpandAlignedBlocks());
    buildCleanupPipeline(manager);
  });
}

LogicalResult costate::lowerToLLVM(ModuleOp module) {
  return runPipeline(module, [](OpPassManager &manager) { buildLowerToLLVMPipeline(manager); });
}

namespace {
struct DerivePass : public PassWrapper<DerivePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DerivePass)

  StringRef getArgument() const final { return "costate-derive"; }
  StringRef getDescription() const final {
    return "Normalize, differentiate and tidy: what the tool does between import and emission";
  }
  void getDependentDialects(DialectRegistry &registry) const final { registerAll(registry); }
  void runOnOperation() final {
    if (failed(differentiate(getOperation())))
      signalPassFailure();
  }
};
} // namespace

void costate::registerPipelines() { PassRegistration<DerivePass>(); }
