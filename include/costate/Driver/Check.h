// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `costate check`: writes a program that compares forward mode, reverse mode and differences of a
// function at a point (costate/check.hpp), builds it with the plugin, and runs it.

#ifndef COSTATE_DRIVER_CHECK_H
#define COSTATE_DRIVER_CHECK_H

#include "costate/Driver/Options.h"

namespace costate::driver {

/// Runs `costate check`. Returns the exit status: 0 everything agrees, 1 a disagreement or a
/// refusal, 2 a point that does not suit the function.
int check(const Options &options);

} // namespace costate::driver

#endif // COSTATE_DRIVER_CHECK_H
