// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors towards the user from rooms that see MLIR only. Every refusal carries a stable code.

#ifndef COSTATE_SUPPORT_DIAGNOSTICS_H
#define COSTATE_SUPPORT_DIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

namespace costate {

/// Reports that a program is refused: `message` in lower case, with quoted names, followed by the
/// code in brackets: `active value stored through constant pointer 'p' [costate-active-store]`.
/// `code` is given without the prefix `costate-`.
mlir::InFlightDiagnostic emitRefusal(mlir::Location location, llvm::StringRef code,
                                     const llvm::Twine &message);

/// The innermost file position of a location: looks through names, fusion and inlined call sites.
/// None when the location has no file.
std::optional<mlir::FileLineColLoc> findFilePosition(mlir::Location location);

/// The variable name that a location carries (NameLoc), or "".
llvm::StringRef findVariableName(mlir::Location location);

} // namespace costate

#endif // COSTATE_SUPPORT_DIAGNOSTICS_H
