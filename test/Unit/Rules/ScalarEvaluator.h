// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Executes straight-line scalar operations of arith, math and cxx in double precision with the C library.
// For tests: shares no code with the rules or the lowering. Integers are held as doubles.

#ifndef COSTATE_TEST_UNIT_RULES_SCALAREVALUATOR_H
#define COSTATE_TEST_UNIT_RULES_SCALAREVALUATOR_H

#include "mlir/IR/Block.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"

class ScalarEvaluator {
public:
  /// Executes a block; an operation that is not known fails the running test.
  ScalarEvaluator(mlir::Block &block, llvm::ArrayRef<double> arguments);

  double operator()(mlir::Value value) const { return values.lookup(value); }

private:
  double evaluate(mlir::Operation &op) const;

  llvm::DenseMap<mlir::Value, double> values;
};

#endif // COSTATE_TEST_UNIT_RULES_SCALAREVALUATOR_H
