// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chooses among the kinds of output.

#include "costate/Driver/Emission.h"

#include "EmissionKinds.h"
#include "mlir/IR/AsmState.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

LogicalResult driver::refuse(clang::CompilerInstance &compiler, const llvm::Twine &message) {
  clang::DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
  diagnostics.Report(
      diagnostics.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0"))
      << message.str();
  return failure();
}

Stage driver::getSourceStage(const Options &options) {
  return options.kind == EmissionKind::Mlir ? options.stage : Stage::Differentiated;
}

static LogicalResult emitMlir(mlir::ModuleOp module, std::string &content) {
  llvm::raw_string_ostream out(content);
  module.print(out, mlir::OpPrintingFlags().enableDebugInfo(false));
  out << "\n";
  return success();
}

LogicalResult driver::emit(Derivation &derivation, clang::CompilerInstance &compiler,
                           const Options &options, std::string &content) {
  switch (options.kind) {
  case EmissionKind::Mlir:
    return emitMlir(derivation.getModule(), content);
  case EmissionKind::Cpp:
    return emitCppText(derivation, options, content);
  case EmissionKind::Object:
  case EmissionKind::Assembly:
  case EmissionKind::LLVMIR:
  case EmissionKind::Bitcode:
    return emitNativeCode(derivation, compiler, options, content);
  case EmissionKind::Ptx:
    return emitPtxText(derivation, options, content);
  case EmissionKind::Cubin:
    return emitCubin(derivation, compiler, options, content);
  }
  llvm_unreachable("every kind of output is handled");
}
