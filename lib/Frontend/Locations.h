// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Source positions of clang as locations of MLIR: where a macro is expanded counts, not where it is
// defined.

#ifndef COSTATE_LIB_FRONTEND_LOCATIONS_H
#define COSTATE_LIB_FRONTEND_LOCATIONS_H

#include "mlir/IR/Location.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace costate::frontend {

/// Translates source positions.
class Locations {
public:
  Locations(const clang::SourceManager &sources, mlir::MLIRContext *context)
      : sources(sources), context(context) {}

  mlir::Location at(clang::SourceLocation location) const;
  /// The position with the name of the variable that gets the value.
  mlir::Location named(llvm::StringRef name, clang::SourceLocation location) const;

private:
  const clang::SourceManager &sources;
  mlir::MLIRContext *context;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_LOCATIONS_H
