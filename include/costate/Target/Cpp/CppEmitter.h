// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints structured IR (stages 2 and 3 of docs/Architecture.md) as C++17 that a person would have
// written. docs/EmittedCpp.md describes the text. The printer never changes the IR; what it has no
// C++ form for is a located error with a [costate-cpp-...] code.

#ifndef COSTATE_TARGET_CPP_CPPEMITTER_H
#define COSTATE_TARGET_CPP_CPPEMITTER_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace costate {

/// What the printer cannot know from the module. The same options and the same module give the same
/// bytes.
struct CppEmitterOptions {
  /// Lines of the comment at the top of the file, without `//`: who made it, from what.
  std::vector<std::string> banner;
  /// Print every function that has a body; otherwise the derivatives and what they call.
  bool allFunctions = false;
};

/// Prints the module's functions, with the includes, type definitions and constant tables that they
/// need. On failure nothing useful has been written to `os`; errors have gone to the context's
/// diagnostics.
llvm::LogicalResult emitCpp(mlir::ModuleOp module, const CppEmitterOptions &options,
                            llvm::raw_ostream &os);

/// Registers `--emit-cpp` for tools built on MLIR's translation driver.
void registerToCppTranslation();

} // namespace costate

#endif // COSTATE_TARGET_CPP_CPPEMITTER_H
