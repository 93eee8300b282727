// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types can carry a tangent: those from whose objects a floating-point number can be reached.

#ifndef COSTATE_LIB_FRONTEND_TANGENTTYPES_H
#define COSTATE_LIB_FRONTEND_TANGENTTYPES_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace costate::frontend {

/// Whether the declaration is the standard library's, also as a member or in an inner namespace.
bool isInStd(const clang::Decl *declaration);

class TangentTypes {
public:
  explicit TangentTypes(clang::ASTContext &ast) : ast(ast) {}

  /// Whether a value of the type is a floating-point number, holds one, or leads to one: through
  /// members and bases of any access, through pointers, and through what may be derived from the
  /// classes behind them. Memory of unknown type and code count as leading anywhere.
  bool mayCarry(clang::QualType type);
  /// The same for what lies behind a pointer or reference to the type.
  bool mayLeadToTangent(clang::QualType pointee);

private:
  struct Search {
    llvm::SetVector<const clang::RecordDecl *> records;
    bool found = false;
  };
  void visit(clang::QualType type, Search &search, bool isTrusted);
  void visitBehind(clang::QualType pointee, Search &search, bool isTrusted);
  bool finish(Search &search);
  void visitMembers(const clang::RecordDecl *record, Search &search);
  bool isInSystemHeader(const clang::Decl *declaration) const;
  const llvm::SmallVector<const clang::CXXRecordDecl *> &getDerived(const clang::RecordDecl *base);

  clang::ASTContext &ast;
  llvm::DenseMap<const clang::RecordDecl *, bool> known;
  llvm::DenseMap<const clang::RecordDecl *, llvm::SmallVector<const clang::CXXRecordDecl *>>
      derived;
  bool hasDerived = false;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_TANGENTTYPES_H
