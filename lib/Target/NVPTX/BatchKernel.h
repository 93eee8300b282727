// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernel that evaluates a derivative at many points, one per thread. docs/GPU.md has the
// layout.

#ifndef COSTATE_LIB_TARGET_NVPTX_BATCHKERNEL_H
#define COSTATE_LIB_TARGET_NVPTX_BATCHKERNEL_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/Module.h"

#include <string>
#include <vector>

namespace costate {

/// How one parameter of the derivative is given to the kernel.
struct BatchParameter {
  enum class Kind {
    /// A float: an array with one value per point.
    PerPoint,
    /// An integer or bool: one value for all points.
    Shared,
    /// A pointer: the base for point 0 and the distance to the next point's, in objects.
    Strided
  };
  Kind kind;
  std::string name;
  /// Size of the pointed-to object in bytes, for strided parameters.
  uint64_t objectSize = 0;
};

struct BatchKernel {
  /// Symbol of the derivative, name of the kernel.
  std::string function, kernel;
  std::vector<BatchParameter> parameters;
};

/// Describes a kernel for each derivative of the module, before its types are lowered.
std::vector<BatchKernel> planBatchKernels(mlir::ModuleOp module);

/// Builds the kernel beside its derivative.
void buildBatchKernel(llvm::Module &module, const BatchKernel &plan);

} // namespace costate

#endif // COSTATE_LIB_TARGET_NVPTX_BATCHKERNEL_H
