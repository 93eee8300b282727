// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration of the scalar derivative rules of lib/Rules/*.td.

#ifndef COSTATE_RULES_SCALARRULES_H
#define COSTATE_RULES_SCALARRULES_H

namespace mlir {
class DialectRegistry;
}

namespace costate {

/// Attaches `ScalarRuleInterface` to every operation of `arith`, `math` and `cxx` that has a rule.
void registerScalarRules(mlir::DialectRegistry &registry);

} // namespace costate

#endif // COSTATE_RULES_SCALARRULES_H
