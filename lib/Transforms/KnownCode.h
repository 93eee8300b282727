// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which function or virtual table a value of type 'cxx.code' is, where that can be told: also when
// it was read from an object that has not been promoted, because the object's address escapes.

#ifndef COSTATE_LIB_TRANSFORMS_KNOWNCODE_H
#define COSTATE_LIB_TRANSFORMS_KNOWNCODE_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Dominance.h"

namespace costate {

class KnownCode {
public:
  explicit KnownCode(mlir::func::FuncOp function) : function(function), dominance(function) {}

  /// The address that `code` is; null where it may be several or cannot be told.
  cxx::CodeAddressOp find(mlir::Value code);

private:
  mlir::func::FuncOp function;
  mlir::DominanceInfo dominance;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_KNOWNCODE_H
