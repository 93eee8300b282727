// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What emitted C++ repeats or includes of the source: type definitions and #include lines.

#ifndef COSTATE_LIB_FRONTEND_TYPEDEFINITIONS_H
#define COSTATE_LIB_FRONTEND_TYPEDEFINITIONS_H

#include "llvm/ADT/DenseSet.h"

namespace clang {
class FunctionDecl;
class Sema;
} // namespace clang

namespace costate::frontend {

class ModuleImporter;

/// Sets the module attributes `cxx.type_definitions` and `cxx.includes`.
/// `primals`: functions whose derivatives are asked for; they name their parameters' types.
void addSourceText(ModuleImporter &module, clang::Sema &sema,
                   const llvm::DenseSet<const clang::FunctionDecl *> &primals);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_TYPEDEFINITIONS_H
