// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_PIPELINES_PASSES_H
#define COSTATE_PIPELINES_PASSES_H

namespace costate {

/// Registers `costate-derive`: everything from imported IR to tidy derivative functions.
void registerPipelines();

} // namespace costate

#endif // COSTATE_PIPELINES_PASSES_H
