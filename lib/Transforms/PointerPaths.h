// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COSTATE_LIB_TRANSFORMS_POINTERPATHS_H
#define COSTATE_LIB_TRANSFORMS_POINTERPATHS_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"

namespace costate {

/// The pointer as one of another type, and without such conversions.
mlir::Value castTo(mlir::OpBuilder &builder, mlir::Location location, mlir::Value pointer,
                   mlir::Type type);
mlir::Value stripCasts(mlir::Value pointer);

/// The pointer that another one was computed from.
mlir::Value findPathRoot(mlir::Value pointer);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_POINTERPATHS_H
