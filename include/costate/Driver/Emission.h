// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a differentiated module to the text or bytes that the user asked for.

#ifndef COSTATE_DRIVER_EMISSION_H
#define COSTATE_DRIVER_EMISSION_H

#include "costate/Driver/Derivation.h"
#include "costate/Driver/Options.h"

namespace clang {
class CompilerInstance;
}

namespace costate::driver {

/// The stage that the kind of output is made from.
Stage getSourceStage(const Options &options);

/// Writes the module in the kind that the options ask for. Every failure has been reported.
llvm::LogicalResult emit(Derivation &derivation, clang::CompilerInstance &compiler,
                         const Options &options, std::string &content);

} // namespace costate::driver

#endif // COSTATE_DRIVER_EMISSION_H
