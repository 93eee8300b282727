// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks that a number of bytes is a whole number of objects, dissolved where that is visible.

#ifndef COSTATE_LIB_TRANSFORMS_KNOWNMULTIPLES_H
#define COSTATE_LIB_TRANSFORMS_KNOWNMULTIPLES_H

namespace mlir {
class RewritePatternSet;
} // namespace mlir

namespace costate {

/// Adds: the remainder of a visible multiple is zero; what is known to hold is not checked.
void populateKnownMultiplePatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_KNOWNMULTIPLES_H
