// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lifting fills the values of edges that were not taken with poison. These patterns choose a value for it
// that makes the branch smaller.

#ifndef COSTATE_LIB_TRANSFORMS_POISONPATTERNS_H
#define COSTATE_LIB_TRANSFORMS_POISONPATTERNS_H

namespace mlir {
class RewritePatternSet;
} // namespace mlir

namespace costate {

void populatePoisonPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_POISONPATTERNS_H
