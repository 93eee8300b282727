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
  if (isLibraryThrow(callee) && emitLibraryThrow(callee, arguments, location))
    return {};
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
  // An exception class throws nothing but for want of memory.
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  bool isException = method && method->getParent()->isInStdNamespace() &&
                     method->getParent()->getName().contains("error");
  // Want of memory is not modelled.
  bool isOutOfMemory = isLibraryThrow(callee) && callee->getName().starts_with("__throw_bad_a");
  bool mayThrow =
      !isException && !isOutOfMemory && !callee->isExternC() && !module.isNoThrow(callee, location);
  if (mayThrow && isInTry())
    return refuse(location, "opaque-exception",
                  "'" + callee->getQualifiedNameAsString() +
                      "' may throw an exception to a handler of the differentiated code, but its "
                      "body is not visible");
  Value result = createInactiveCall(module.mangle(callee), callee->getQualifiedNameAsString(),
                                    results, arguments, kind, location);
  if (mayThrow)
    if (auto call = llvm::dyn_cast<cxx::InactiveCallOp>(builder.getInsertionBlock()->back()))
      call->setAttr(cxx::attr::mayThrow, builder.getUnitAttr());
  return result;
}
