// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two modes of differentiation of one normalized function, without signatures or requests.

#ifndef COSTATE_LIB_DERIVATIVE_MODES_H
#define COSTATE_LIB_DERIVATIVE_MODES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {

struct ReverseRequest {
  mlir::func::FuncOp primal;
  /// Differentiated arguments, and where their adjoints are accumulated (pointers).
  mlir::ArrayRef<int32_t> wrt;
  mlir::ArrayRef<mlir::Value> adjoints;
  /// Copies of all arguments.
  mlir::ArrayRef<mlir::Value> arguments;
  /// Adjoint of each result; null for those that are not differentiated.
  mlir::ArrayRef<mlir::Value> seeds;
  /// Pointer arguments may overlap although one is written; otherwise that is checked at entry.
  bool mayAlias = false;
  /// The caller gives seeds for what the memory behind its arguments holds at the end.
  bool seedsMemory = false;
};

/// Emits the whole derivative at the builder's place; gives the primal's results.
mlir::FailureOr<llvm::SmallVector<mlir::Value>> generateReverse(const ReverseRequest &request,
                                                                mlir::OpBuilder &builder);

struct ForwardRequest {
  mlir::func::FuncOp primal;
  /// Differentiated arguments, and their tangents: values for scalars, pointers for pointers.
  mlir::ArrayRef<int32_t> wrt;
  mlir::ArrayRef<mlir::Value> tangents;
  mlir::ArrayRef<mlir::Value> arguments;
  /// As above; set for an intermediate function as well, whose caller checks.
  bool mayAlias = false;
};

/// Emits the whole derivative at the builder's place; gives the primal's results, then the tangents
/// of those that are floats.
mlir::FailureOr<llvm::SmallVector<mlir::Value>> generateForward(const ForwardRequest &request,
                                                                mlir::OpBuilder &builder);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_MODES_H
