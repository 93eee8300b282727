// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two pass pipelines around the engine: what it expects, and what tidies its output.

#ifndef COSTATE_TRANSFORMS_NORMALIZE_H
#define COSTATE_TRANSFORMS_NORMALIZE_H

#include <cstdint>
#include <optional>

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace costate {

struct NormalizeOptions {
  /// Operations of a caller above which large functions stay functions; none: the pass's default.
  std::optional<int64_t> inlineLimit;
};

/// From the importer's functions (blocks, calls, locals in memory) to normalized ones: everything
/// inlined, locals promoted to values, structured control flow, counted loops from 0 to their trip
/// count. Anchored on `builtin.module`. Ends with a proof of the form.
void buildNormalizePipeline(mlir::OpPassManager &pm, const NormalizeOptions &options = {});

/// Dead code, dead storage, loop-invariant code and canonical forms after the engine. Keeps the
/// normalized form. Anchored on `builtin.module`.
void buildCleanupPipeline(mlir::OpPassManager &pm);

} // namespace costate

#endif // COSTATE_TRANSFORMS_NORMALIZE_H
