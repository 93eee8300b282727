// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where things are on this machine: clang's own headers, costate's headers, the CUDA assembler.

#ifndef COSTATE_DRIVER_TOOLCHAIN_H
#define COSTATE_DRIVER_TOOLCHAIN_H

#include <optional>
#include <string>

namespace costate::driver {

/// Versions of costate and of the LLVM it is made with.
std::string getVersionText();

/// The clang++ or clang of the LLVM that this program is made with: the driver's program name.
std::string getClangProgram(bool isCxx);

/// The folder with clang's own headers; empty when there is none (clang then looks for itself).
std::string getResourceDirectory();

/// The folder with 'costate/costate.hpp', next to the installed tool or in the source tree.
std::string getIncludeDirectory();

/// The clang plugin that belongs to this program.
std::string getPluginPath();

/// CUDA's assembler, from PATH, CUDA_PATH or the usual place.
std::optional<std::string> findPtxas();

} // namespace costate::driver

#endif // COSTATE_DRIVER_TOOLCHAIN_H
