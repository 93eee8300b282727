// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits loops and access paths that reach every scalar of a typed object. Used wherever tangent or
// adjoint memory is treated object by object; knows nothing of derivatives.

#ifndef COSTATE_LIB_DERIVATIVE_TYPEDMEMORY_H
#define COSTATE_LIB_DERIVATIVE_TYPEDMEMORY_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace costate {

class StorageShape;

/// Receives the addresses of one scalar or pointer in each of several objects of the same type.
using ScalarVisitor =
    llvm::function_ref<void(mlir::OpBuilder &builder, mlir::ArrayRef<mlir::Value> addresses)>;

/// Visits the scalars and pointers, for which `wanted` holds, of the objects at `addresses`
/// (pointers of one type), in memory order. Arrays become loops. `shape` tells what is in raw
/// storage and in unions; without it they are left out.
void forEachScalar(mlir::OpBuilder &builder, mlir::Location location,
                   mlir::ArrayRef<mlir::Value> addresses,
                   llvm::function_ref<bool(mlir::Type)> wanted, ScalarVisitor visit,
                   const StorageShape *shape = nullptr);

/// Emits `body` where the condition holds; always where it is null.
void emitGuarded(mlir::OpBuilder &builder, mlir::Location location, mlir::Value condition,
                 llvm::function_ref<void(mlir::OpBuilder &)> body);

/// Emits `condition ? body : otherwise`; `body` alone where the condition is null.
mlir::Value emitChoice(mlir::OpBuilder &builder, mlir::Location location, mlir::Value condition,
                       mlir::Value otherwise,
                       llvm::function_ref<mlir::Value(mlir::OpBuilder &)> body);

/// `pointer != nullptr`.
mlir::Value emitIsNotNull(mlir::OpBuilder &builder, mlir::Location location, mlir::Value pointer);

/// The path from a shadow pointer that may be null: null then.
mlir::Value keepNull(mlir::OpBuilder &builder, mlir::Location location, mlir::Value base,
                     mlir::Value path);

/// Emits `for (i = 0; i < count; ++i) body(i)`; a constant count of one gives the body alone.
void emitCountedLoop(mlir::OpBuilder &builder, mlir::Location location, mlir::Value count,
                     llvm::function_ref<void(mlir::OpBuilder &, mlir::Value index)> body);

/// Zeroed heap storage for the shadow of a block of `count` objects, and its release.
mlir::Value createShadowStorage(mlir::OpBuilder &builder, mlir::Location location, mlir::Type type,
                                mlir::Value count);
void releaseShadowStorage(mlir::OpBuilder &builder, mlir::Location location, mlir::Value shadow);
/// The same for tangents, which live and die like the storage of the primal: what one side gets, as
/// a result or in an argument, the other side may release.
mlir::Value createTangentStorage(mlir::OpBuilder &builder, mlir::Location location,
                                 cxx::AllocOp primal, mlir::Value count);
/// `allocated`: the pointer type of what was allocated, if that is known.
void releaseTangentStorage(mlir::OpBuilder &builder, cxx::DeallocOp primal, mlir::Value tangent,
                           mlir::Type allocated);

/// Stops the program with a message, unless a condition holds that the derivative relies on.
void emitStop(mlir::OpBuilder &builder, mlir::Location location, llvm::StringRef function,
              mlir::Value unless, llvm::StringRef message);

/// A 64-bit constant.
mlir::Value emitIndex(mlir::OpBuilder &builder, mlir::Location location, int64_t value);

/// Sums, differences and products of indices, which never wrap.
mlir::Value addIndices(mlir::OpBuilder &builder, mlir::Location location, mlir::Value lhs,
                       mlir::Value rhs);
mlir::Value subtractIndices(mlir::OpBuilder &builder, mlir::Location location, mlir::Value lhs,
                            mlir::Value rhs);
mlir::Value multiplyIndices(mlir::OpBuilder &builder, mlir::Location location, mlir::Value lhs,
                            mlir::Value rhs);

bool isFloat(mlir::Type type);
bool isPointer(mlir::Type type);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_TYPEDMEMORY_H
