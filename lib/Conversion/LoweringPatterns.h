// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the lowering to LLVM share: the pattern groups, storage types, external
// functions.

#ifndef COSTATE_LIB_CONVERSION_LOWERINGPATTERNS_H
#define COSTATE_LIB_CONVERSION_LOWERINGPATTERNS_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace costate {

/// The LLVM type whose size and alignment are those of an object of this type in memory: bytes for
/// records, i8 for bool.
mlir::Type getStorageType(mlir::Type type);

/// What is known about an external function; all its declarations agree.
enum class FunctionKind { Opaque, NoUnwind, PureMath, NoReturn, Raise };

/// The declaration of an external function, made on first use. Reports at `location` and gives null
/// when the name is taken by something else.
mlir::LLVM::LLVMFuncOp declareFunction(mlir::OpBuilder &builder, mlir::Operation *user,
                                       llvm::StringRef name, mlir::LLVM::LLVMFunctionType type,
                                       FunctionKind kind);

/// A constant string, terminated, with internal linkage; returns its address.
mlir::Value createStringLiteral(mlir::OpBuilder &builder, mlir::Operation *user,
                                llvm::StringRef text);

/// alloca, load, store, access paths, pointer comparison, copies.
void populateMemoryPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// alloc, dealloc.
void populateHeapPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// Erases unused globals and refuses those that cannot be lowered.
llvm::LogicalResult checkGlobals(mlir::ModuleOp module);
/// global, address_of.
void populateGlobalPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// inactive_call, assert.
void populateCallPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// exception, raise.
void populateExceptionPatterns(mlir::LLVMTypeConverter &converter,
                               mlir::RewritePatternSet &patterns);
/// code_address, code_equal.
void populateCodePatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// Moves sign extensions of induction values to their starts.
void widenInductions(mlir::ModuleOp module);
/// trip_count, induction.
void populateLoopCountPatterns(mlir::LLVMTypeConverter &converter,
                               mlir::RewritePatternSet &patterns);
/// mul_add, the library mathematics of 'cxx' and 'math'.
void populateMathPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);
/// complex_function.
void populateComplexPatterns(mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns);

} // namespace costate

#endif // COSTATE_LIB_CONVERSION_LOWERINGPATTERNS_H
