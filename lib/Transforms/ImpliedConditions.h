// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_IMPLIEDCONDITIONS_H
#define COSTATE_LIB_TRANSFORMS_IMPLIEDCONDITIONS_H

#include "mlir/IR/PatternMatch.h"

namespace costate {

/// Comparisons that an enclosing branch or an assertion before has decided.
void populateImpliedConditionPatterns(mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_IMPLIEDCONDITIONS_H
