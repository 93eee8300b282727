// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derivatives as PTX for NVIDIA GPUs: a device function for each, and a batch kernel that evaluates
// it at one point per thread. docs/GPU.md describes the layout of a batch.

#ifndef COSTATE_TARGET_NVPTX_PTXEMITTER_H
#define COSTATE_TARGET_NVPTX_PTXEMITTER_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace costate {

struct PtxOptions {
  /// Compute capability: `sm_75` and newer.
  std::string arch = "sm_75";
  /// CUDA's libdevice.10.bc; "": searched below CUDA_PATH, CUDA_HOME and /usr/local/cuda.
  std::string libdevicePath;
  /// libclc's nvptx64--.bc, used where there is no libdevice; "": searched where packages put it.
  std::string libclcPath;
};

/// Lowers the module (stage 3, not yet in the LLVM dialect) for the device and writes PTX. All
/// errors are reported through the module's context: calls without a device version, no mathematics
/// library.
mlir::LogicalResult emitPtx(mlir::ModuleOp module, const PtxOptions &options,
                            llvm::raw_ostream &out);

} // namespace costate

#endif // COSTATE_TARGET_NVPTX_PTXEMITTER_H
