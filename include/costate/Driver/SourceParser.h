// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses the user's file as clang would: with compile_commands.json or clang's defaults, and the
// options after '--'. Diagnostics go to standard error in clang's format.

#ifndef COSTATE_DRIVER_SOURCEPARSER_H
#define COSTATE_DRIVER_SOURCEPARSER_H

#include "costate/Driver/Options.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class CompilerInstance;
}

namespace costate::driver {

/// Calls `visit` with the complete translation unit while its Sema is alive; not when there were
/// errors. Returns whether there was no error up to the end, those of `visit` included.
bool parseSource(const Options &options, llvm::function_ref<void(clang::CompilerInstance &)> visit);

/// Appends what compile_commands.json says of the file to a command that builds it; nothing without
/// -p. Returns whether there was no error.
bool appendProjectArguments(const Options &options, std::vector<std::string> &command);

} // namespace costate::driver

#endif // COSTATE_DRIVER_SOURCEPARSER_H
