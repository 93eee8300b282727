// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that the engine refuses because a derivative would get lost.

#ifndef COSTATE_LIB_DERIVATIVE_ACTIVITYCHECKS_H
#define COSTATE_LIB_DERIVATIVE_ACTIVITYCHECKS_H

#include "costate/Analysis/Activity.h"

namespace costate {

/// Refuses pointer casts through which active memory could be accessed as another type.
mlir::LogicalResult checkReinterpretation(mlir::func::FuncOp function, const PointsTo &pointsTo,
                                          const Activity &activity);

/// Refuses calls of functions of unknown body that get memory with a derivative, and numbers that
/// are read back from text to which numbers with a derivative are written.
mlir::LogicalResult checkOpaqueCalls(mlir::func::FuncOp function, const PointsTo &pointsTo,
                                     const Activity &activity);

/// Whether numbers and other things are stored in turn in the function's own memory at the address,
/// so that a store of something else ends what a derivative may be kept for.
bool sharesActiveStorage(const Activity &activity, const PointsTo &pointsTo, mlir::Value address);

/// The number of bytes of a block copy or fill, where it is known; else that of one object.
std::optional<uint64_t> getBlockSize(mlir::Operation *copy);

/// Whether members of the type, or of a part of it, share storage.
bool holdsUnion(mlir::Type type);

/// Reports a copy of memory in which numbers and other things share their bytes.
void refuseAmbiguousStorage(mlir::Operation *op);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_ACTIVITYCHECKS_H
