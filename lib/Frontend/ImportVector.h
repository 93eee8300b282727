// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The doors to ImportVector.cpp.

#ifndef COSTATE_LIB_FRONTEND_IMPORTVECTOR_H
#define COSTATE_LIB_FRONTEND_IMPORTVECTOR_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// Evaluates a vector expression that is computed lane by lane into storage for the vector; none:
/// not such an expression (a call, say, is evaluated as that of any other class of objects).
std::optional<LogicalResult> emitVector(FunctionImporter &importer, const Expr *expression,
                                        Value destination);

/// The scalar that a builtin makes of a vector; none: not such a builtin.
std::optional<Value> emitVectorReduction(FunctionImporter &importer, const clang::CallExpr *call,
                                         llvm::StringRef name);

/// Inline assembly that is one of the instructions whose lanes are known (`maxpd`, `vfmadd231pd`,
/// ...); false: another one.
bool emitVectorInstruction(FunctionImporter &importer, const clang::GCCAsmStmt *assembly);

/// Address of the vector after `vector op= ...`.
Value emitVectorAssignment(FunctionImporter &importer,
                           const clang::CompoundAssignOperator *expression);

/// Address of `vector[index]`.
Value emitVectorLane(FunctionImporter &importer, const clang::ArraySubscriptExpr *expression);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_IMPORTVECTOR_H
