// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function for each kind of output, defined in one file per target. Every failure has been
// reported.

#ifndef COSTATE_LIB_DRIVER_EMISSIONKINDS_H
#define COSTATE_LIB_DRIVER_EMISSIONKINDS_H

#include "costate/Driver/Emission.h"
#include "llvm/ADT/Twine.h"

namespace costate::driver {

/// Reports an error without a position; always fails.
llvm::LogicalResult refuse(clang::CompilerInstance &compiler, const llvm::Twine &message);

llvm::LogicalResult emitCppText(Derivation &derivation, const Options &options,
                                std::string &content);
llvm::LogicalResult emitNativeCode(Derivation &derivation, clang::CompilerInstance &compiler,
                                   const Options &options, std::string &content);
llvm::LogicalResult emitPtxText(Derivation &derivation, const Options &options,
                                std::string &content);
llvm::LogicalResult emitCubin(Derivation &derivation, clang::CompilerInstance &compiler,
                              const Options &options, std::string &content);

} // namespace costate::driver

#endif // COSTATE_LIB_DRIVER_EMISSIONKINDS_H
