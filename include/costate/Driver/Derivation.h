// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One translation unit's way from requests to a module at a given stage. The tool and the plugin
// both go through here; the order of passes is written in Pipelines.

#ifndef COSTATE_DRIVER_DERIVATION_H
#define COSTATE_DRIVER_DERIVATION_H

#include "costate/Driver/DiagnosticBridge.h"
#include "costate/Driver/Options.h"
#include "costate/Frontend/Frontend.h"
#include "costate/Transforms/Normalize.h"
#include "mlir/IR/MLIRContext.h"

namespace clang {
class CompilerInstance;
}

namespace costate::driver {

class Derivation {
public:
  /// The compiler has a complete translation unit whose Sema is alive. \p fromCommandLine: the
  /// requests have no place in the source.
  Derivation(clang::CompilerInstance &compiler, bool fromCommandLine,
             Numerics numerics = Numerics::Ieee);
  ~Derivation();

  /// How the function is normalized: before runTo.
  void setNormalizeOptions(const NormalizeOptions &options) { normalizeOptions = options; }

  frontend::Importer &getImporter() { return importer; }
  mlir::ModuleOp getModule() { return *module; }
  DiagnosticBridge &getBridge() { return bridge; }

  /// Imports what was requested and goes on to the stage. Every failure has been reported.
  llvm::LogicalResult runTo(Stage stage);

  /// Goes on from the stage reached so far.
  llvm::LogicalResult lower();

private:
  llvm::LogicalResult check(llvm::LogicalResult result, llvm::StringRef what);

  void noteOrigin();

  bool fromCommandLine;
  NormalizeOptions normalizeOptions;
  Numerics numerics;
  mlir::MLIRContext context;
  DiagnosticBridge bridge;
  frontend::Importer importer;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

} // namespace costate::driver

#endif // COSTATE_DRIVER_DERIVATION_H
