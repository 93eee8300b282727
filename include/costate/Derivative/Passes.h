// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_DERIVATIVE_PASSES_H
#define COSTATE_DERIVATIVE_PASSES_H

#include "mlir/Pass/Pass.h"

namespace costate {

/// Tidies sums and signs of adjoint arithmetic; leaves primal arithmetic alone. On functions.
std::unique_ptr<mlir::Pass> createSimplifyAdjointsPass();
/// For tests of the check that every reverse mode derivative goes through.
std::unique_ptr<mlir::Pass> createCheckTapesPass();

/// Registers the passes `ad-differentiate` and `simplify-adjoints`.
void registerDerivativePasses();

} // namespace costate

#endif // COSTATE_DERIVATIVE_PASSES_H
