// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_ROUNDINGSUMS_H
#define COSTATE_LIB_TRANSFORMS_ROUNDINGSUMS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Patterns that find numbers rounded to integers by a sum and a difference: they have no
/// derivative.
void populateRoundingSumPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_ROUNDINGSUMS_H
