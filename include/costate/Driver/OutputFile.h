// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An output file that appears whole or not at all: written beside its final place, then renamed.

#ifndef COSTATE_DRIVER_OUTPUTFILE_H
#define COSTATE_DRIVER_OUTPUTFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace costate::driver {

/// Writes `content` to `file`, or to standard output when `file` is empty.
llvm::Error writeOutput(llvm::StringRef file, llvm::StringRef content);

} // namespace costate::driver

#endif // COSTATE_DRIVER_OUTPUTFILE_H
