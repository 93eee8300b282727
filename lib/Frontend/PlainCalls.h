// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions are called as they are: their symbol exists in some library, and no derivative
// flows through them.

#ifndef COSTATE_LIB_FRONTEND_PLAINCALLS_H
#define COSTATE_LIB_FRONTEND_PLAINCALLS_H

namespace clang {
class CXXRecordDecl;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace costate::frontend {

/// `std::__throw_length_error` and its relatives: throw an exception from within the library.
bool isLibraryThrow(const clang::FunctionDecl *function);

/// `std::runtime_error` and its relatives, whose members are defined in the library.
bool isLibraryException(const clang::CXXRecordDecl *record);

/// Whether a function of a header can neither read nor write anything with a derivative by its
/// type, and does what only the original can do: has a static variable that is initialized when it
/// is first called, or inline assembly.
bool isOpaqueByType(const clang::FunctionDecl *function);

/// Whether inline assembly is no instruction: a comment or a barrier for the optimizer, which
/// leaves its operands as they are.
bool isAssemblyComment(const clang::Stmt *statement);

/// Whether a call is executed as it is, once, in the forward sweep.
bool isPlainCallee(const clang::FunctionDecl *function);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_PLAINCALLS_H
