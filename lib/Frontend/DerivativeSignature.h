// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Name and linker symbol of a derivative, as if the user had declared it next to the primal.

#ifndef COSTATE_LIB_FRONTEND_DERIVATIVESIGNATURE_H
#define COSTATE_LIB_FRONTEND_DERIVATIVESIGNATURE_H

#include "costate/Dialect/AD/AD.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace costate::frontend {

class ModuleImporter;

/// `f_grad` for `f`, `S_m_grad` for `S::m`.
std::string getDerivativeName(const clang::FunctionDecl *primal, ad::Mode mode);

/// Linker name of `name` with the derivative's parameters, in the primal's namespace and language.
/// `wrt` holds indices of C++ parameters; -1 is the object of a member function.
std::string mangleDerivative(const ModuleImporter &module, const clang::FunctionDecl *primal,
                             ad::Mode mode, llvm::ArrayRef<int> wrt, llvm::StringRef name);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_DERIVATIVESIGNATURE_H
