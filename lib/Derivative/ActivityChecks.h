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

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_ACTIVITYCHECKS_H
