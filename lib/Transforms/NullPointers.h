// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_NULLPOINTERS_H
#define COSTATE_LIB_TRANSFORMS_NULLPOINTERS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Conversions and releases of the null pointer.
void populateNullPointerPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_NULLPOINTERS_H
