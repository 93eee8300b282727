// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mathematics on the device: CUDA's libdevice, or libclc where there is no CUDA toolkit.

#ifndef COSTATE_LIB_TARGET_NVPTX_DEVICELIBRARY_H
#define COSTATE_LIB_TARGET_NVPTX_DEVICELIBRARY_H

#include "costate/Target/NVPTX/PtxEmitter.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

namespace costate {

/// Renames the C library's mathematical functions to the device's and links what is needed of the
/// device library, internalized. Does nothing when no such function is called.
llvm::Error linkDeviceLibrary(llvm::Module &module, const PtxOptions &options);

} // namespace costate

#endif // COSTATE_LIB_TARGET_NVPTX_DEVICELIBRARY_H
