// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls whose callee is only known while the program runs: through function pointers and through
// virtual tables. The importer declares one private function without a body for each type of call;
// its first argument is the address that decides. Normalization finds out what it decides.

#ifndef COSTATE_LIB_FRONTEND_CODEPOINTERS_H
#define COSTATE_LIB_FRONTEND_CODEPOINTERS_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// The address of a function, which becomes a candidate of the calls of its type.
Value emitFunctionAddress(FunctionImporter &importer, const clang::FunctionDecl *function,
                          SourceLocation location);

/// `callee(arguments)` through a function pointer, reference or expression of function type.
Value emitIndirectCall(FunctionImporter &importer, const clang::CallExpr *call, Value destination);

/// What a call passes whose callee is known only while the program runs.
struct IndirectArguments {
  llvm::SmallVector<Value> values;
  /// Null for void and records.
  mlir::Type result;

  llvm::SmallVector<mlir::Type> getTypes() const {
    return llvm::map_to_vector(values, [](Value value) { return value.getType(); });
  }
};

/// Adds storage for a record result, the object if there is one, and the parameters.
LogicalResult addArguments(FunctionImporter &importer, const clang::CallExpr *call,
                           const clang::FunctionProtoType *prototype, Value object,
                           Value destination, IndirectArguments &arguments);

/// Conversion between pointers of which one or both point to functions. The value stays the same: a
/// call through another type than the function's finds no candidate.
Value emitCodeConversion(FunctionImporter &importer, Value value, QualType from, QualType to,
                         SourceLocation location);

/// The function that stands for calls of a type: `arguments` start with the address.
mlir::func::FuncOp getIndirectCallee(ModuleImporter &module, llvm::StringRef name,
                                     llvm::ArrayRef<mlir::Type> arguments, mlir::Type result);

/// Spelling by which functions and the pointers to them are matched: without `noexcept`.
std::string spellFunctionType(const clang::ASTContext &ast, QualType type);

/// True for functions without a body in the AST that stand for another call.
bool isForwarded(const clang::FunctionDecl *function);
/// True for the body-less function behind the conversion of a lambda to a function pointer.
bool isLambdaConversion(const clang::FunctionDecl *function);
Value emitLambdaConversion(FunctionImporter &importer, const clang::CallExpr *call);

/// A constant variable that holds addresses of functions: a private copy of its value. None: it is
/// not such a variable.
std::optional<Value> emitCodeTable(FunctionImporter &importer, const clang::VarDecl *variable,
                                   SourceLocation location);

/// Functions of the translation unit whose address is taken, but for those of system headers.
llvm::SmallVector<const clang::FunctionDecl *> findAddressTaken(clang::ASTContext &ast);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CODEPOINTERS_H
