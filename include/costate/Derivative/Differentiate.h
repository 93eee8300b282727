// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The engine: turns every `ad.request` of a normalized module into a function.

#ifndef COSTATE_DERIVATIVE_DIFFERENTIATE_H
#define COSTATE_DERIVATIVE_DIFFERENTIATE_H

#include "mlir/IR/BuiltinOps.h"

namespace costate {

/// Processes all requests, in order; a request may name the result of an earlier one. On success no
/// `ad.request` is left, each result is a function with the attribute `ad.derivative`, and the
/// module verifies. On failure an error with a code was reported and the module must not be used.
mlir::LogicalResult generateDerivatives(mlir::ModuleOp module);

} // namespace costate

#endif // COSTATE_DERIVATIVE_DIFFERENTIATE_H
