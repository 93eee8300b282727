// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/Derivation.h"

#include "costate/Pipelines/Pipelines.h"
#include "mlir/IR/Verifier.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

static mlir::DialectRegistry makeRegistry() {
  mlir::DialectRegistry registry;
  registerAll(registry);
  return registry;
}

// Single-threaded: a translation unit is one job of somebody's build already.
Derivation::Derivation(clang::CompilerInstance &compiler, bool fromCommandLine, Numerics numerics)
    : fromCommandLine(fromCommandLine), numerics(numerics),
      context(makeRegistry(), mlir::MLIRContext::Threading::DISABLED),
      bridge(context, compiler.getDiagnostics()),
      importer(compiler.getASTContext(), compiler.getSema(), context) {
  context.loadAllAvailableDialects();
}

Derivation::~Derivation() = default;

LogicalResult Derivation::check(LogicalResult result, llvm::StringRef what) {
  if (failed(result) && !bridge.sawError())
    bridge.reportInternalError((what + " failed").str());
  // A pass may report an error and go on.
  return failure(failed(result) || bridge.sawError());
}

/// Later stages know nothing of requests in the source; where there is only one, it is what led
/// there.
void Derivation::noteOrigin() {
  llvm::ArrayRef<frontend::RequestedDerivative> requests = importer.getRequests();
  if (requests.size() != 1)
    return;
  static constexpr llvm::StringRef modes[] = {"gradient", "vjp", "jvp", "hvp"};
  std::string what = requests.front().what;
  if (what.empty())
    what = (modes[unsigned(requests.front().mode)] + " of '" +
            requests.front().primal->getQualifiedNameAsString() + "'")
               .str();
  std::optional<mlir::Location> position;
  if (!fromCommandLine)
    for (auto request : module->getOps<ad::RequestOp>())
      position = request.getLoc();
  bridge.setOrigin(what, position);
}

LogicalResult Derivation::runTo(Stage stage) {
  module = importer.finish();
  if (!module)
    return failure(); // reported to clang by the importer
  if (numerics != Numerics::Ieee)
    (*module)->setAttr(ad::numericsAttr, mlir::StringAttr::get(&context, getSpelling(numerics)));
  if (failed(check(mlir::verify(*module), "import")) || stage == Stage::Imported)
    return failure(bridge.sawError());
  noteOrigin();
  if (stage == Stage::Normalized)
    return check(normalize(*module, normalizeOptions), "normalization");
  if (failed(check(differentiate(*module, normalizeOptions), "differentiation")))
    return failure();
  for (const frontend::RequestedDerivative &request : importer.getRequests())
    if (request.checkOnly)
      if (mlir::Operation *derivative = module->lookupSymbol(request.resultSymbol))
        derivative->erase();
  return stage == Stage::Lowered ? lower() : success();
}

LogicalResult Derivation::lower() { return check(lowerToLLVM(*module), "lowering"); }
