// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_VIEWEDARRAYS_H
#define COSTATE_LIB_TRANSFORMS_VIEWEDARRAYS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Arrays that a pointer to their elements was converted to: packets of vector units.
void populateViewedArrayPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_VIEWEDARRAYS_H
