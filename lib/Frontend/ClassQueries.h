// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `dynamic_cast` and `typeid`: like virtual calls, a choice by the hidden pointer between what the
// classes of the translation unit give.

#ifndef COSTATE_LIB_FRONTEND_CLASSQUERIES_H
#define COSTATE_LIB_FRONTEND_CLASSQUERIES_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// The object that a `dynamic_cast` to a pointer or reference finds from `object`.
Value emitDynamicCast(FunctionImporter &importer, const clang::CXXDynamicCastExpr *cast,
                      Value object);

/// The virtual base of an object whose class the hidden pointer tells.
Value emitVirtualBaseQuery(FunctionImporter &importer, Value object,
                           const clang::CXXRecordDecl *record, const clang::CXXRecordDecl *base,
                           SourceLocation location);

/// `typeid(a) == typeid(b)` and `!=`; empty for other calls.
std::optional<Value> emitTypeComparison(FunctionImporter &importer, const clang::CallExpr *call);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CLASSQUERIES_H
