// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_BITIDIOMS_H
#define COSTATE_LIB_TRANSFORMS_BITIDIOMS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Patterns that turn operations on the bits of numbers into those on numbers, bit for bit the
/// same.
void populateBitIdiomPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_BITIDIOMS_H
