// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Diagnostics of the rooms that see MLIR only, as clang prints its own: source line, caret, notes.
// Used by the tool and the plugin while the translation unit's SourceManager is alive.

#ifndef COSTATE_DRIVER_DIAGNOSTICBRIDGE_H
#define COSTATE_DRIVER_DIAGNOSTICBRIDGE_H

#include "mlir/IR/Diagnostics.h"
#include <optional>
#include <string>

namespace clang {
class DiagnosticsEngine;
class SourceManager;
class SourceLocation;
} // namespace clang

namespace costate::driver {

/// While it lives, forwards every MLIR diagnostic of the context to clang's DiagnosticsEngine.
/// Errors without a code in brackets are failures of costate itself and are reported as such, once.
class DiagnosticBridge {
public:
  DiagnosticBridge(mlir::MLIRContext &context, clang::DiagnosticsEngine &diagnostics);

  /// Whether an error went through.
  bool sawError() const { return errorSeen; }

  /// What led here when it is one thing: `what` is followed by "requested here", or "requested on
  /// the command line" without a position. Every error gets it as its last note.
  void setOrigin(llvm::StringRef what, std::optional<mlir::Location> position);

  /// Reports that costate failed although it reported nothing.
  void reportInternalError(llvm::StringRef message);

private:
  void forward(mlir::Diagnostic &diagnostic);
  /// One message in the user's code, with notes down to the construct and up to the request.
  void reportInFrames(clang::DiagnosticIDs::Level level, mlir::Location location,
                      llvm::StringRef message);
  clang::SourceLocation translate(mlir::Location location) const;

  clang::DiagnosticsEngine &diagnostics;
  bool errorSeen = false;
  bool internalErrorSeen = false;
  std::string origin;
  std::optional<mlir::Location> originPosition;
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace costate::driver

#endif // COSTATE_DRIVER_DIAGNOSTICBRIDGE_H
