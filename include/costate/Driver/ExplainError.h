// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The catalog of refusals on the command line.

#ifndef COSTATE_DRIVER_EXPLAINERROR_H
#define COSTATE_DRIVER_EXPLAINERROR_H

#include "llvm/ADT/ArrayRef.h"

namespace costate::driver {

/// Runs `costate explain-error ARGUMENTS`: prints what a code of a diagnostic means and what to do,
/// or all codes when there is no argument. Returns the exit status: 0, or 2 for an unknown code.
int explainError(llvm::ArrayRef<const char *> arguments);

} // namespace costate::driver

#endif // COSTATE_DRIVER_EXPLAINERROR_H
