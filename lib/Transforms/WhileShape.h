// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Brings `scf.while` as it comes from the lifting of control flow (everything in the before region,
// a flag as condition) into the shape of a C++ `while`: the test in the before region, the body
// after it.

#ifndef COSTATE_LIB_TRANSFORMS_WHILESHAPE_H
#define COSTATE_LIB_TRANSFORMS_WHILESHAPE_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace costate {

/// Uses one operand of `scf.condition`, with its result and argument, where the same value is
/// passed more than once.
void mergeDuplicateOperands(mlir::scf::WhileOp loop);

/// Takes the body of the loop out of the short-circuit evaluation of its condition
/// (TestSeparation.cpp).
void separateTest(mlir::scf::WhileOp loop);

/// 1 where both values are the same condition, -1 where one is the other's negation, else 0.
int compareConditions(mlir::Value first, mlir::Value second);

/// Moves the body of a final `scf.if` on the loop's own condition into the after region:
/// ```
/// scf.while (%b = ..) { %c = ..; %r = scf.if %c {body; yield %n} else {yield %e};
/// scf.condition(%c) %r }
///   do { ^(%a): yield %a }
/// scf.while (%b = ..) { %c = ..; scf.condition(%c) %e, %b } do { ^(%a, %b2): body; yield %n }
/// ```
/// Returns the new loop, or the old one where it does not have that form.
mlir::scf::WhileOp moveBodyDown(mlir::scf::WhileOp loop);

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_WHILESHAPE_H
