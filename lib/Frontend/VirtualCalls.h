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

/// All virtual tables of the translation unit.
llvm::ArrayRef<VirtualTable> getVirtualTables(ModuleImporter &module);

/// Where the hidden pointer of the subobject `base` at `distance` in the whole object points to
/// while the table is in use, in bytes from the start of the table; none: to another table.
std::optional<int64_t> getAddressPoint(const VirtualTable &table, const clang::CXXRecordDecl *base,
                                       int64_t distance);

/// A base subobject: its distance from the start of the whole object, and whether the way there is
/// public.
struct Subobject {
  int64_t distance;
  bool isPublic = true;
  bool isVirtual = false;
};

/// The subobjects of class `base` in a `record` that is that part of an object.
llvm::SmallVector<Subobject> findSubobjects(const clang::ASTContext &ast,
                                            const clang::CXXRecordDecl *record,
                                            const Construction &part,
                                            const clang::CXXRecordDecl *base);

/// Distances of the subobjects of class `base` in a `record`.
llvm::SmallVector<int64_t> findDistances(const clang::ASTContext &ast,
                                         const clang::CXXRecordDecl *record,
                                         const clang::CXXRecordDecl *base);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_VIRTUALCALLS_H
