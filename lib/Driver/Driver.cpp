// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/Driver.h"

#include "costate/Driver/Check.h"
#include "costate/Driver/Derivation.h"
#include "costate/Driver/Emission.h"
#include "costate/Driver/ExplainError.h"
#include "costate/Driver/OutputFile.h"
#include "costate/Driver/SourceParser.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/WithColor.h"

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

static ad::Mode getMode(Command command) {
  switch (command) {
  case Command::Jvp:
    return ad::Mode::Jvp;
  case Command::Vjp:
    return ad::Mode::Vjp;
  case Command::Hvp:
    return ad::Mode::Hvp;
  case Command::Grad:
  case Command::Build:
  case Command::Check:
    break;
  }
  return ad::Mode::Grad;
}

static LogicalResult addRequests(const Options &options, frontend::Importer &importer) {
  if (options.command == Command::Build) {
    bool failedAny = failed(importer.addAnnotatedRequests());
    // Uses of costate::gradient and the like call symbols that no C++ function can be named after.
    if (options.kind != EmissionKind::Cpp)
      failedAny |= failed(importer.addApiRequests(/*forOtherObjects=*/true));
    return failure(failedAny);
  }
  for (const std::string &function : options.functions) {
    frontend::DerivativeRequest request;
    request.mode = getMode(options.command);
    request.function = function;
    request.wrt = options.wrt;
    request.mayAlias = options.mayAlias;
    request.name = options.derivativeName;
    if (failed(importer.addRequest(request)))
      return failure();
  }
  return success();
}

static void reportError(clang::CompilerInstance &compiler, llvm::StringRef message) {
  clang::DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
  diagnostics.Report(
      diagnostics.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0"))
      << message;
}

/// Derives and emits into `content`; returns whether there is something to write.
static bool derive(const Options &options, clang::CompilerInstance &compiler,
                   std::string &content) {
  Derivation derivation(compiler, options.command != Command::Build, options.numerics);
  derivation.setNormalizeOptions({options.inlineLimit});
  if (failed(addRequests(options, derivation.getImporter())))
    return false;
  if (derivation.getImporter().getRequests().empty()) {
    reportError(compiler, "'" + options.inputFile + "' requests no derivative" +
                              (options.kind == EmissionKind::Cpp
                                   ? " by annotation; what costate::gradient and the like request "
                                     "is emitted as an object: give -o FILE.o [costate-no-request]"
                                   : ": annotate a function with [[costate::grad]] or use "
                                     "costate::gradient [costate-no-request]"));
    return false;
  }
  return succeeded(derivation.runTo(getSourceStage(options))) &&
         succeeded(emit(derivation, compiler, options, content));
}

int driver::run(llvm::ArrayRef<const char *> arguments) {
  if (!arguments.empty() && arguments.front() == llvm::StringRef("explain-error"))
    return explainError(arguments.drop_front());
  int exitStatus = 0;
  std::optional<Options> options = parseOptions(arguments, exitStatus);
  if (!options)
    return exitStatus;
  frontend::registerAttributes();
  if (options->command == Command::Check)
    return check(*options);
  std::string content;
  bool complete = false;
  bool clean = parseSource(*options, [&](clang::CompilerInstance &compiler) {
    complete = derive(*options, compiler, content);
    if (!complete && !compiler.getDiagnostics().hasErrorOccurred())
      reportError(compiler, "internal error: no derivative and no reason; please report this "
                            "[costate-internal-error]");
  });
  if (!clean || !complete)
    return 1;
  if (llvm::Error error = writeOutput(options->outputFile, content)) {
    llvm::WithColor::error(llvm::errs(), "costate") << llvm::toString(std::move(error)) << "\n";
    return 1;
  }
  return 0;
}
