// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the 'cxx' dialect to the LLVM dialect: types, patterns, and the whole way as one pipeline.

#ifndef COSTATE_CONVERSION_CXXTOLLVM_H
#define COSTATE_CONVERSION_CXXTOLLVM_H

namespace mlir {
class LLVMTypeConverter;
class OpPassManager;
class RewritePatternSet;
} // namespace mlir

namespace costate {

struct LowerToLLVMOptions {
  /// For a GPU: records keep being passed by address, tapes grow without realloc.
  bool device = false;
};

/// Globals of this prefix stand for the symbol that follows it, which need not exist: LLVM's module
/// may declare it as a function as well, which the dialect cannot say.
inline constexpr char weakSymbolPrefix[] = "costate.weak.";

/// Teaches the converter the types of values: a cxx pointer is an LLVM pointer. Records and arrays
/// are no values; their storage is an array of bytes.
void populateCxxToLLVMTypeConversions(mlir::LLVMTypeConverter &converter);

/// Patterns for every operation of the 'cxx' dialect but those that `lower-special-functions`
/// removes, and for the 'math' operations that are calls of the C library in C++.
void populateCxxToLLVMPatterns(mlir::LLVMTypeConverter &converter,
                               mlir::RewritePatternSet &patterns);

/// From differentiated, structured IR (stage 3) to the LLVM dialect alone. For a `builtin.module`.
void buildLowerToLLVMPipeline(mlir::OpPassManager &manager, const LowerToLLVMOptions &options = {});

} // namespace costate

#endif // COSTATE_CONVERSION_CXXTOLLVM_H
