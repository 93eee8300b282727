// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_INTEGERPARTS_H
#define COSTATE_LIB_TRANSFORMS_INTEGERPARTS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Patterns that find a part of an integer where the integer is put together.
void populateIntegerPartPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_INTEGERPARTS_H
