// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 'ad' dialect: include this for its operations, types and attributes.

#ifndef COSTATE_DIALECT_AD_AD_H
#define COSTATE_DIALECT_AD_AD_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "costate/Dialect/AD/ADDialect.h.inc"

#include "costate/Dialect/AD/ADEnums.h.inc"

namespace costate::ad {
/// Attribute of a module: "strong-zero" where a zero seed makes a zero contribution, whatever the
/// partial derivative is; "checked" where the first infinity or NaN in a derivative stops the
/// program. Absent: IEEE 754.
constexpr llvm::StringLiteral numericsAttr = "ad.numerics";
constexpr llvm::StringLiteral strongZero = "strong-zero";
constexpr llvm::StringLiteral checked = "checked";

/// The contents of all symbolic tapes.
struct TapeResource : public mlir::SideEffects::Resource::Base<TapeResource> {
  llvm::StringRef getName() final { return "ad.tape"; }
};
} // namespace costate::ad

#define GET_TYPEDEF_CLASSES
#include "costate/Dialect/AD/ADTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "costate/Dialect/AD/ADAttributes.h.inc"

#define GET_OP_CLASSES
#include "costate/Dialect/AD/ADOps.h.inc"

#endif // COSTATE_DIALECT_AD_AD_H
