// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How values move between the regions of the structured operations of a normalized function. The
// one place that lists these operations for the analyses.

#ifndef COSTATE_ANALYSIS_VALUEFLOW_H
#define COSTATE_ANALYSIS_VALUEFLOW_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace costate {

/// Calls `edge(from, to)` for each value that becomes another one by entering, repeating or leaving
/// a region of `op`: scf.for, scf.while, scf.if, scf.index_switch. Nothing for other operations.
void forEachRegionFlow(mlir::Operation *op,
                       llvm::function_ref<void(mlir::Value from, mlir::Value to)> edge);

} // namespace costate

#endif // COSTATE_ANALYSIS_VALUEFLOW_H
