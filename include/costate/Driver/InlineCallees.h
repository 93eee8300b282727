// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_DRIVER_INLINECALLEES_H
#define COSTATE_DRIVER_INLINECALLEES_H

#include "llvm/Support/LogicalResult.h"

namespace clang {
class CompilerInstance;
}
namespace llvm {
class Module;
}

namespace costate::driver {

class Derivation;

/// Adds the inline functions that derivatives call as they are to the derivatives' LLVM IR: clang
/// may have inlined them all where it compiled the primal. Fails after it reported an internal
/// error.
llvm::LogicalResult linkInlineCallees(llvm::Module &module, Derivation &derivation,
                                      clang::CompilerInstance &compiler);

} // namespace costate::driver

#endif // COSTATE_DRIVER_INLINECALLEES_H
