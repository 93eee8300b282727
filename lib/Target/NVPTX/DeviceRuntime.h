// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C and C++ library functions that CUDA's device side offers under other names.

#ifndef COSTATE_LIB_TARGET_NVPTX_DEVICERUNTIME_H
#define COSTATE_LIB_TARGET_NVPTX_DEVICERUNTIME_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/Module.h"

namespace costate {

/// Refuses, at their places in the source, calls that have no device version. On stage 3.
mlir::LogicalResult checkDeviceCalls(mlir::ModuleOp module);

/// printf, dprintf → vprintf, assert → __assertfail, abort → trap, new/delete/calloc → malloc/free.
void mapRuntimeCalls(llvm::Module &module);

/// Whether the driver provides the function when the module is loaded.
bool isDeviceFunction(llvm::StringRef name);

} // namespace costate

#endif // COSTATE_LIB_TARGET_NVPTX_DEVICERUNTIME_H
