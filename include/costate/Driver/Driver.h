// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tool 'costate' as a function.

#ifndef COSTATE_DRIVER_DRIVER_H
#define COSTATE_DRIVER_DRIVER_H

#include "llvm/ADT/ArrayRef.h"

namespace costate::driver {

/// Runs a command line without the program's name. Returns the exit status: 0 done, 1 the input was
/// refused, 2 wrong usage.
int run(llvm::ArrayRef<const char *> arguments);

} // namespace costate::driver

#endif // COSTATE_DRIVER_DRIVER_H
