// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers to members, as the Itanium ABI lays them out. A pointer to a data member is an integer:
// its distance from the start of the class in bytes, -1 for null. A pointer to a member function is
// a record in memory: the address of the function (for a virtual one, 1 + its place in the virtual
// table) and what is added to the object's address. Calls go the way of other calls whose callee is
// known only while the program runs (CodePointers.h).

#ifndef COSTATE_LIB_FRONTEND_MEMBERPOINTERS_H
#define COSTATE_LIB_FRONTEND_MEMBERPOINTERS_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// The record that a pointer to a member function is in memory.
cxx::RecordType getMemberFunctionType(mlir::MLIRContext *context);

/// Whether objects of the type hold pointers to members of any kind.
bool holdsMemberPointer(QualType type);
/// Whether zero bytes are not what value initialization of the type gives: null is -1.
bool holdsMemberOffset(const clang::ASTContext &ast, QualType type);
/// Stores null in the pointers to data members of an object whose other bytes are zero.
void storeNullMembers(FunctionImporter &importer, Value address, QualType type,
                      SourceLocation location);

/// `&S::x` of a data member; also a constant value of such a type.
Value emitMemberOffset(FunctionImporter &importer, const clang::ValueDecl *member,
                       SourceLocation location);
Value emitMemberOffset(FunctionImporter &importer, const clang::APValue &value,
                       SourceLocation location);
/// Conversions of pointers to data members, and of those to functions to `bool`.
Value emitMemberConversion(FunctionImporter &importer, const clang::CastExpr *cast);

/// Prvalues that are pointers to member functions; none: an expression like those of other types.
std::optional<LogicalResult> emitMemberFunctionPointer(FunctionImporter &importer,
                                                       const Expr *expression, Value destination);
LogicalResult storeMemberFunction(FunctionImporter &importer, const clang::APValue &value,
                                  Value destination, SourceLocation location);

/// `==` and `!=` of pointers to member functions.
Value emitMemberComparison(FunctionImporter &importer, const clang::BinaryOperator *expression);

/// Address of `object.*pointer` or `object->*pointer`, a data member.
Value emitMemberAccess(FunctionImporter &importer, const clang::BinaryOperator *expression);
/// `(object.*pointer)(arguments)`.
Value emitMemberCall(FunctionImporter &importer, const clang::CallExpr *call,
                     const clang::BinaryOperator *callee, Value destination);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_MEMBERPOINTERS_H
