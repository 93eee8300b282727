// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtual calls. The hidden pointer of a polymorphic object is a field like others, which its
// constructors and destructors store; a virtual call is a call of a function without a body that
// lists what each virtual table of the translation unit leads to.

#ifndef COSTATE_LIB_FRONTEND_VIRTUALCALLS_H
#define COSTATE_LIB_FRONTEND_VIRTUALCALLS_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// Stores the hidden pointers of an object whose constructor or destructor of class `record` runs.
void emitVirtualTables(FunctionImporter &importer, const clang::CXXRecordDecl *record,
                       SourceLocation location);

/// The hidden pointer of an object of the polymorphic class `record`.
Value emitVirtualTable(FunctionImporter &importer, Value object, const clang::CXXRecordDecl *record,
                       SourceLocation location);

/// What stands for calls of `method` on objects of its class; for a destructor with `deletes`, the
/// release of the object as well. Null after a refusal.
mlir::func::FuncOp getVirtualCallee(FunctionImporter &importer, const clang::CXXMethodDecl *method,
                                    bool deletes, SourceLocation location);

/// Where the hidden pointer of the subobject `base` of a `record` points to, in bytes from the
/// start of the table.
int64_t getAddressPoint(clang::ASTContext &ast, const clang::CXXRecordDecl *record,
                        const clang::CXXRecordDecl *base, int64_t distance);

/// The polymorphic classes of the translation unit that are defined.
llvm::SmallVector<const clang::CXXRecordDecl *> findPolymorphicClasses(clang::ASTContext &ast);

/// Distances of the subobjects of class `base` from the start of a `record` that lies at `start`.
void findSubobjects(const clang::ASTContext &ast, const clang::CXXRecordDecl *record,
                    const clang::CXXRecordDecl *base, int64_t start,
                    llvm::SmallVectorImpl<int64_t> &distances);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_VIRTUALCALLS_H
