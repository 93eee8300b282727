// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moving loop-invariant operations in front of a loop.

#ifndef COSTATE_LIB_TRANSFORMS_LOOPINVARIANTS_H
#define COSTATE_LIB_TRANSFORMS_LOOPINVARIANTS_H

#include "mlir/Interfaces/LoopLikeInterface.h"

namespace costate {

/// Moves pure operations, and loads that a `scf.while` surely executes and does not disturb, in
/// front of the loop.
void hoistInvariants(mlir::LoopLikeOpInterface loop);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_LOOPINVARIANTS_H
