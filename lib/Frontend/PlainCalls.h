// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions are called as they are: their symbol exists in some library, and no derivative
// flows through them.

#ifndef COSTATE_LIB_FRONTEND_PLAINCALLS_H
#define COSTATE_LIB_FRONTEND_PLAINCALLS_H

#include "TangentTypes.h"

namespace clang {
class Sema;
} // namespace clang

namespace costate::frontend {

/// `std::__throw_length_error` and its relatives: throw an exception from within the library.
bool isLibraryThrow(const clang::FunctionDecl *function);

/// `std::runtime_error` and its relatives, whose members are defined in the library.
bool isLibraryException(const clang::CXXRecordDecl *record);

/// A class of the standard library with virtual bases: its objects are bytes that only its own
/// functions look into.
bool isOpaqueClass(const clang::RecordDecl *record);

/// Whether the class is `std::basic_string` whose memory comes from `std::allocator`: what it
/// points to is characters of its own.
bool isString(const clang::RecordDecl *record);

/// `std::istream::operator>>` into a floating-point number: it writes the number or leaves it.
bool isExtraction(const clang::FunctionDecl *function);

/// `std::to_string` of a floating-point number.
bool isNumberToText(const clang::FunctionDecl *function);

/// The parameter (-1 is the object) that a function of the library returns a reference to, as all
/// those do that return their own class by reference; none: another one.
std::optional<int> getReturnedParameter(const clang::FunctionDecl *function);

/// Decides whether calls of a function are executed as they are, once, in the forward sweep.
class PlainCallees {
public:
  PlainCallees(clang::ASTContext &ast, clang::Sema &sema) : ast(ast), sema(sema), types(ast) {}

  bool isPlain(const clang::FunctionDecl *function);
  /// For a function that is called as it is: whether an exception may come out of it.
  bool mayThrow(const clang::FunctionDecl *function) const;

private:
  bool decide(const clang::FunctionDecl *function);
  bool isDefinedElsewhere(const clang::FunctionDecl *function) const;
  bool isInactiveByType(const clang::FunctionDecl *function);
  bool throwsOutOfRange(const clang::FunctionDecl *function, unsigned depth);

  clang::ASTContext &ast;
  clang::Sema &sema;
  TangentTypes types;
  llvm::DenseMap<const clang::FunctionDecl *, bool> known;
  llvm::DenseMap<const clang::FunctionDecl *, bool> throwing;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_PLAINCALLS_H
