// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Creation and registration of the passes of normalization and clean-up.

#ifndef COSTATE_TRANSFORMS_PASSES_H
#define COSTATE_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;
namespace func {
class FuncOp;
} // namespace func
} // namespace mlir

namespace costate {

#define GEN_PASS_DECL
#include "costate/Transforms/Passes.h.inc"

/// Registers the passes, and the pipelines `costate-normalize` and `costate-cleanup` of
/// Normalize.h.
void registerTransformsPasses();

} // namespace costate

#endif // COSTATE_TRANSFORMS_PASSES_H
