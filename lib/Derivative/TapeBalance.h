// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An integrity check of reverse mode: the reverse sweep takes from each tape what the forward sweep
// left there, in the opposite order, whatever path is taken.
//
// Both sweeps are read as words over pushes, calls, branches and loops. A branch of the reverse
// sweep mirrors one of the forward sweep if its arms do, a loop if its body does; that conditions
// and trip counts are the same is not looked at.

#ifndef COSTATE_LIB_DERIVATIVE_TAPEBALANCE_H
#define COSTATE_LIB_DERIVATIVE_TAPEBALANCE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/ArrayRef.h"

namespace costate {

/// Marks the creation of a tape that records nothing: it lists memory for whoever throws.
inline constexpr llvm::StringLiteral registryAttribute = "ad.registry";

/// The two halves of the derivative of a function that stays a function.
struct SweepFunctions {
  mlir::func::FuncOp augmented, pullback;
};

/// Checks a derivative that creates tapes, and the functions to which it hands them. An imbalance
/// is an error of costate, reported at the operation that does not match.
mlir::LogicalResult checkTapeBalance(mlir::func::FuncOp root,
                                     llvm::ArrayRef<SweepFunctions> functions);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_TAPEBALANCE_H
