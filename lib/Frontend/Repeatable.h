// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which classes emitted C++ uses by their own names. Objects of the others, wherever the derivative
// makes or reads them, have a generated struct of the same layout as their type.

#ifndef COSTATE_LIB_FRONTEND_REPEATABLE_H
#define COSTATE_LIB_FRONTEND_REPEATABLE_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

#include <string>

namespace costate::frontend {

/// Whether the class declares a member in a way that came after C++17.
bool isBeyondCxx17(const clang::RecordDecl *record);

class RepeatableRecords {
public:
  explicit RepeatableRecords(const clang::ASTContext &ast) : ast(ast) {}

  /// Whether the class is a plain aggregate all of whose members can be named anywhere: public,
  /// without references, constructors, destructors or virtual functions, made of such classes.
  bool isRepeatable(const clang::RecordDecl *record);

  /// A short identifier for a class: `vector_double` for `std::vector<double>`.
  std::string getShortName(const clang::RecordDecl *record) const;

private:
  bool check(const clang::RecordDecl *record);
  bool checkObject(const clang::CXXRecordDecl *object);
  bool checkType(clang::QualType type);
  std::string getShortName(clang::QualType type) const;

  const clang::ASTContext &ast;
  llvm::DenseMap<const clang::RecordDecl *, bool> known;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_REPEATABLE_H
