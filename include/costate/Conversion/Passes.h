// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Creation and registration of the passes to the LLVM dialect.

#ifndef COSTATE_CONVERSION_PASSES_H
#define COSTATE_CONVERSION_PASSES_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassRegistry.h"

namespace costate {

#define GEN_PASS_DECL
#include "costate/Conversion/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "costate/Conversion/Passes.h.inc"

/// Registers the passes one by one, and `lower-to-llvm`: the whole way, as the tool goes it.
void registerConversionPasses();

} // namespace costate

#endif // COSTATE_CONVERSION_PASSES_H
