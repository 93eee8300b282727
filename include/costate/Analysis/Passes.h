// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_ANALYSIS_PASSES_H
#define COSTATE_ANALYSIS_PASSES_H

namespace costate {

/// Registers `print-activity`: prints, per function, the active values and objects.
void registerAnalysisPasses();

} // namespace costate

#endif // COSTATE_ANALYSIS_PASSES_H
