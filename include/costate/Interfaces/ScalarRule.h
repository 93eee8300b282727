// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interface of scalar derivative rules, and the narrow view of the primal that a rule gets.
// Knows nothing of tapes, modes or control flow: those are the engine's.

#ifndef COSTATE_INTERFACES_SCALARRULE_H
#define COSTATE_INTERFACES_SCALARRULE_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/SmallBitVector.h"

namespace costate {

/// Delivers primal values at the place where a partial derivative is emitted. In a reverse sweep
/// each call may cause a value to be stored in the forward sweep, so rules ask only for what they
/// use.
class PrimalContext {
public:
  virtual ~PrimalContext();

  /// The primal value of an operand of the operation being differentiated.
  virtual mlir::Value operand(unsigned index) = 0;

  /// The primal value of its (only) result.
  virtual mlir::Value result() = 0;
};

} // namespace costate

#include "costate/Interfaces/ScalarRule.h.inc"

#endif // COSTATE_INTERFACES_SCALARRULE_H
