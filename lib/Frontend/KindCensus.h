// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which kinds of clang's nodes an import has met: the evidence behind docs/ClosedWorld.md.

#ifndef COSTATE_LIB_FRONTEND_KINDCENSUS_H
#define COSTATE_LIB_FRONTEND_KINDCENSUS_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace costate::frontend {

/// Calls `met` with the family ("statement", "declaration", "type") and clang's name of the kind
/// for every node of a function: its body, its initializers, the types of its expressions, the
/// classes that these name. A kind is given more than once.
void countKinds(const clang::FunctionDecl *function,
                llvm::function_ref<void(llvm::StringRef family, llvm::StringRef kind)> met);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_KINDCENSUS_H
