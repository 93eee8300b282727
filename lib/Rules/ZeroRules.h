// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules of what derivatives with strong zeros are made of.

#ifndef COSTATE_LIB_RULES_ZERORULES_H
#define COSTATE_LIB_RULES_ZERORULES_H

namespace mlir {
class MLIRContext;
} // namespace mlir

namespace costate {

void attachZeroRules(mlir::MLIRContext *context);

} // namespace costate

#endif // COSTATE_LIB_RULES_ZERORULES_H
