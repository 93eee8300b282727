// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the user asked the tool for: the command line as a value. Knows nothing of Clang's AST or
// MLIR.

#ifndef COSTATE_DRIVER_OPTIONS_H
#define COSTATE_DRIVER_OPTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace costate::driver {

/// What the tool does with the file.
enum class Command { Grad, Jvp, Vjp, Hvp, Build, Check };

/// What it writes.
enum class EmissionKind { Cpp, Object, Assembly, LLVMIR, Bitcode, Mlir, Ptx, Cubin };

/// With EmissionKind::Mlir: how far the module has come.
enum class Stage { Imported, Normalized, Differentiated, Lowered };

/// What becomes of infinities and NaN in derivatives (docs/Numerics.md).
enum class Numerics { Ieee, StrongZero, Checked };
std::optional<Numerics> parseNumerics(llvm::StringRef text);
/// As parseNumerics reads it.
llvm::StringRef getSpelling(Numerics numerics);

struct Options {
  Command command = Command::Grad;
  std::string inputFile;
  std::vector<std::string> functions;
  std::vector<std::string> wrt;
  EmissionKind kind = EmissionKind::Cpp;
  Stage stage = Stage::Differentiated;
  /// Empty or "-": standard output.
  std::string outputFile;
  /// Rule for make with everything that the output depends on; empty: none.
  std::string dependencyFile;
  /// Empty: this machine.
  std::string target;
  std::string gpuArch = "sm_75";
  /// Name of the derivative; empty: the function's with the mode's suffix.
  std::string derivativeName;
  bool mayAlias = false;
  /// Operations of a function above which large callees stay functions; none: the default.
  std::optional<unsigned> inlineLimit;
  Numerics numerics = Numerics::Ieee;
  /// Of `costate check`: the text of --at, random directions and their seed, tolerance (empty: the
  /// default), and whether every combination of the parameters is checked.
  std::string checkPoint;
  unsigned checkDirections = 4;
  unsigned checkSeed = 1;
  std::string checkTolerance;
  bool checkCombinations = false;
  unsigned optimizationLevel = 3;
  /// Folder of compile_commands.json; empty: none.
  std::string buildPath;
  std::vector<std::string> clangArguments;
};

/// Parses a command line without the program's name. On a usage error, or after --help and
/// --version have printed, returns none and sets the exit status.
std::optional<Options> parseOptions(llvm::ArrayRef<const char *> arguments, int &exitStatus);

} // namespace costate::driver

#endif // COSTATE_DRIVER_OPTIONS_H
