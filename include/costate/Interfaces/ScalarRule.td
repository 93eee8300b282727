// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interface through which the engine reaches the derivative rules of scalar operations.

#ifndef COSTATE_INTERFACES_SCALARRULE
#define COSTATE_INTERFACES_SCALARRULE

include "mlir/IR/OpBase.td"

def ScalarRuleInterface : OpInterface<"ScalarRuleInterface"> {
  let cppNamespace = "::costate";
  let description = [{
    An operation with one floating-point result that is a function of its operands alone. The linear
    map of a scalar partial derivative is its own transpose, so one rule serves both modes:

    - forward: `seed` is the tangent of operand k; the tangent of the result is the sum of the
      contributions of all active operands;
    - reverse: `seed` is the adjoint of the result; the contribution is added to the adjoint of operand k.

    Rules are data (lib/Rules/*.td); the implementations are generated and attached as external models
    by `registerScalarRules`.
  }];
  let methods = [
    InterfaceMethod<[{
      The contribution `seed * df/dx_k` of operand k, or a null value where it is structurally zero
      (no code is then emitted). Asks `primal` only for values announced by `primalUses`.
    }], "::mlir::Value", "applyPartial",
      (ins "unsigned":$operand, "::mlir::Value":$seed, "::costate::PrimalContext &":$primal,
           "::mlir::OpBuilder &":$builder, "::mlir::Location":$location)>,
    InterfaceMethod<[{
      Whether the result varies with this operand: false for integers and conditions, and for every
      operand whose partial is zero wherever it exists (`floor`).
    }], "bool", "isDifferentiableOperand", (ins "unsigned":$operand)>,
    InterfaceMethod<[{
      Which primal values `applyPartial(operand)` asks for: sets `usesResult`, and the bits of the
      operands (the vector is resized to the number of operands). Emits nothing.
    }], "void", "primalUses",
      (ins "unsigned":$operand, "bool &":$usesResult, "::llvm::SmallBitVector &":$operandsUsed)>,
  ];
}

#endif // COSTATE_INTERFACES_SCALARRULE
