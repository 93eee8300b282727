// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Source positions of clang as locations of MLIR.

#include "Locations.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "clang/Basic/SourceManager.h"

using namespace costate::frontend;

mlir::Location Locations::at(clang::SourceLocation location) const {
  clang::PresumedLoc presumed = sources.getPresumedLoc(sources.getExpansionLoc(location));
  if (presumed.isInvalid())
    return mlir::UnknownLoc::get(context);
  return mlir::FileLineColLoc::get(context, presumed.getFilename(), presumed.getLine(),
                                   presumed.getColumn());
}

mlir::Location Locations::named(llvm::StringRef name, clang::SourceLocation location) const {
  if (name.empty())
    return at(location);
  return mlir::NameLoc::get(mlir::StringAttr::get(context, name), at(location));
}
