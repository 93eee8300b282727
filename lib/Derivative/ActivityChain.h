// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Why a value carries a derivative, for the notes of a refusal.

#ifndef COSTATE_LIB_DERIVATIVE_ACTIVITYCHAIN_H
#define COSTATE_LIB_DERIVATIVE_ACTIVITYCHAIN_H

#include "costate/Analysis/Activity.h"
#include "mlir/IR/Diagnostics.h"

namespace costate {

/// Adds notes that lead from a varied value through variables of the program to a differentiated
/// parameter, by the shortest way.
void explainActivity(mlir::InFlightDiagnostic &refusal, mlir::Value value, const PointsTo &pointsTo,
                     const Activity &activity);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_ACTIVITYCHAIN_H
