// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_DERIVATIVE_PASSES_H
#define COSTATE_DERIVATIVE_PASSES_H

namespace costate {

/// Registers the pass `ad-differentiate`.
void registerDerivativePasses();

} // namespace costate

#endif // COSTATE_DERIVATIVE_PASSES_H
