// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/Emission.h"

#include "costate/Driver/Toolchain.h"
#include "mlir/IR/AsmState.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#if __has_include("costate/Target/Cpp/CppEmitter.h") && defined(COSTATE_HAVE_CPP)
#include "costate/Target/Cpp/CppEmitter.h"
#endif

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

static LogicalResult refuse(clang::CompilerInstance &compiler, const llvm::Twine &message) {
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

#ifdef COSTATE_HAVE_CPP
/// First lines of an emitted file: who made it and from what, without anything that changes between
/// machines or days.
static std::vector<std::string> makeBanner(const Options &options) {
  static constexpr llvm::StringRef modes[] = {"grad", "jvp", "vjp", "hvp", "build"};
  std::string command = "costate " + modes[int(options.command)].str() + " " +
                        llvm::sys::path::filename(options.inputFile).str();
  for (const std::string &function : options.functions)
    command +=
        " --function " + (llvm::StringRef(function).find_first_of(" ()<>") == llvm::StringRef::npos
                              ? function
                              : "\"" + function + "\"");
  if (!options.wrt.empty())
    command += " --wrt " + llvm::join(options.wrt, ",");
  if (options.mayAlias)
    command += " --may-alias";
  return {"Made by costate; do not edit. The command was:", "  " + command};
}

static LogicalResult emitCppText(Derivation &derivation, const Options &options,
                                 std::string &content) {
  CppEmitterOptions emitterOptions;
  emitterOptions.banner = makeBanner(options);
  llvm::raw_string_ostream out(content);
  return emitCpp(derivation.getModule(), emitterOptions, out);
}
#endif

LogicalResult driver::emit(Derivation &derivation, clang::CompilerInstance &compiler,
                           const Options &options, std::string &content) {
  switch (options.kind) {
  case EmissionKind::Mlir:
    return emitMlir(derivation.getModule(), content);
#ifdef COSTATE_HAVE_CPP
  case EmissionKind::Cpp:
    return emitCppText(derivation, options, content);
#endif
  default:
    return refuse(compiler,
                  "this kind of output is not supported yet [costate-unsupported-output]");
  }
}
