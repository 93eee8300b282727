// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The signature of a derivative function: which arguments it adds to the primal's, their names and
// declarators. See AD_RequestOp for the table.

#ifndef COSTATE_LIB_DERIVATIVE_SIGNATURE_H
#define COSTATE_LIB_DERIVATIVE_SIGNATURE_H

#include "costate/Dialect/AD/AD.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {

/// The empty derivative function of a request, and what its arguments mean.
struct DerivativeFunction {
  mlir::func::FuncOp function;
  /// Copies of the primal's arguments.
  llvm::SmallVector<mlir::Value> primals;
  /// vjp: the adjoint of the result (a pointer to a by-value record if the primal returns one),
  /// null where the result has none.
  mlir::Value seed;
  /// jvp of a function that returns a record: where its tangent goes.
  mlir::Value resultTangent;
  /// Per differentiated argument: tangents (jvp, hvp).
  llvm::SmallVector<mlir::Value> tangents;
  /// Per differentiated argument: where its adjoint, or its Hessian-vector product, is accumulated.
  llvm::SmallVector<mlir::Value> adjoints;
};

/// Makes the function in front of the request, with an empty entry block.
DerivativeFunction createDerivativeFunction(ad::RequestOp request, mlir::func::FuncOp primal);

/// Whether an argument is a by-value record: a pointer to a copy that the callee owns.
bool isByValueRecord(mlir::func::FuncOp function, unsigned index);
/// Whether an argument stands for the record that the function returns.
bool isReturnedRecord(mlir::func::FuncOp function, unsigned index);
/// The differentiated arguments of a request, without the one that stands for a returned record:
/// that is differentiated in any case.
llvm::SmallVector<int32_t> getInputs(ad::RequestOp request, mlir::func::FuncOp primal);
/// The function's name in the source where it is an identifier, else "result".
std::string getUnqualifiedName(mlir::func::FuncOp function);
/// Whether the function returns a record (through its first argument).
bool returnsRecord(mlir::func::FuncOp function);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SIGNATURE_H
