// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small internal functions that generated code calls. Each is written down as text in
// RuntimeFunctions.cpp and added to a module once, when it is first asked for.

#ifndef COSTATE_LIB_CONVERSION_RUNTIMEFUNCTIONS_H
#define COSTATE_LIB_CONVERSION_RUNTIMEFUNCTIONS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace costate {

class RuntimeFunctions {
public:
  /// `device`: for a GPU, where there is no realloc and no standard error.
  RuntimeFunctions(mlir::ModuleOp module, bool device) : module(module), device(device) {}

  /// (data : void *, old bytes, new bytes) → void *: never null.
  mlir::func::FuncOp getTapeGrow();
  /// Says that memory ran out, and aborts.
  mlir::func::FuncOp getOutOfMemory();
  /// digamma, trigamma (f64 → f64) as in costate/runtime.hpp.
  mlir::func::FuncOp getDigamma();
  mlir::func::FuncOp getTrigamma();
  /// std::hypot(x, y, z) as in libstdc++.
  mlir::func::FuncOp getHypot3(mlir::FloatType type);
  /// The real or imaginary part of a product of complex numbers, by Annex G.
  mlir::func::FuncOp getComplexProduct(mlir::FloatType type, bool imaginary);

private:
  mlir::func::FuncOp get(llvm::StringRef name, llvm::StringRef text);

  mlir::ModuleOp module;
  bool device;
};

} // namespace costate

#endif // COSTATE_LIB_CONVERSION_RUNTIMEFUNCTIONS_H
