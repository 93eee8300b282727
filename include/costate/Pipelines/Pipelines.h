// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stages of the compiler as functions of a module. The only place where pass order is written,
// apart from the pipelines that single rooms offer.

#ifndef COSTATE_PIPELINES_PIPELINES_H
#define COSTATE_PIPELINES_PIPELINES_H

#include "costate/Transforms/Normalize.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"

namespace costate {

/// Every dialect, interface model and translation that the stages need.
void registerAll(mlir::DialectRegistry &registry);

/// Imported IR to normalized IR (docs/Architecture.md, stage 2).
mlir::LogicalResult normalize(mlir::ModuleOp module, const NormalizeOptions &options = {});

/// Imported IR to tidy derivative functions (stage 3). Functions that are no derivative are erased.
mlir::LogicalResult differentiate(mlir::ModuleOp module, const NormalizeOptions &options = {});

/// Derivative functions to the LLVM dialect (stage 4a).
mlir::LogicalResult lowerToLLVM(mlir::ModuleOp module);

} // namespace costate

#endif // COSTATE_PIPELINES_PIPELINES_H
