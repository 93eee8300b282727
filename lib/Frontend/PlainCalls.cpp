// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides which functions are called as they are, and emits such calls.

#include "PlainCalls.h"

#include "FunctionImporter.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

bool frontend::isLibraryThrow(const clang::FunctionDecl *function) {
  return function->getIdentifier() && function->getName().starts_with("__throw_") &&
         function->isInStdNamespace() && function->isNoReturn() && !function->getDefinition();
}

bool frontend::isPlainCallee(const clang::FunctionDecl *function) {
  return isLibraryThrow(function);
}

Value FunctionImporter::createPlainCall(const clang::FunctionDecl *callee,
                                        llvm::ArrayRef<Value> arguments, SourceLocation location) {
  llvm::SmallVector<mlir::Type> results;
  if (!callee->getReturnType()->isVoidType() && !isAggregateType(callee->getReturnType())) {
    mlir::Type type = importType(callee->getReturnType(), location);
    if (!type)
      return {};
    results.push_back(type);
  }
  InactiveCall kind;
  kind.noReturn = callee->isNoReturn();
  if (callee->isVariadic())
    kind.variadicFrom = callee->getNumParams();
  return createInactiveCall(module.mangle(callee), callee->getQualifiedNameAsString(), results,
                            arguments, kind, location);
}
