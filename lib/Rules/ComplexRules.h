// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rule of functions of complex numbers.

#ifndef COSTATE_LIB_RULES_COMPLEXRULES_H
#define COSTATE_LIB_RULES_COMPLEXRULES_H

namespace mlir {
class MLIRContext;
} // namespace mlir

namespace costate {

void attachComplexRules(mlir::MLIRContext *context);

} // namespace costate

#endif // COSTATE_LIB_RULES_COMPLEXRULES_H
