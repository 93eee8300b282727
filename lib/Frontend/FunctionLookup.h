// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the function that a request names: `f`, `ns::S::m`, `f(double, int)`, `f<double>`.

#ifndef COSTATE_LIB_FRONTEND_FUNCTIONLOOKUP_H
#define COSTATE_LIB_FRONTEND_FUNCTIONLOOKUP_H

#include "llvm/ADT/StringRef.h"

namespace clang {
class FunctionDecl;
class Sema;
} // namespace clang

namespace costate::frontend {

class ImportDiagnostics;

/// The definition of the function, instantiated if it is a template; null after an error.
const clang::FunctionDecl *findFunction(clang::Sema &sema, ImportDiagnostics &diagnostics,
                                        llvm::StringRef name);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_FUNCTIONLOOKUP_H
