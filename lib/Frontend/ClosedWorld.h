// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What becomes of each kind of node of clang's AST. The table is ClosedWorld.def.

#ifndef COSTATE_LIB_FRONTEND_CLOSEDWORLD_H
#define COSTATE_LIB_FRONTEND_CLOSEDWORLD_H

#include "clang/AST/DeclBase.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringRef.h"

namespace costate::frontend {

enum class KindStatus {
  Supported,
  /// An error with a code of its own.
  Refused,
  /// Only templates hold it, and only instances are imported.
  TemplateOnly,
  /// Stands outside of what is imported, or behind another node that decides.
  Outside,
  /// Part of a dialect beyond C and C++; refused where it is met.
  Foreign,
};

struct KindEntry {
  llvm::StringLiteral name;
  KindStatus status;
  /// Code of the refusal; empty: "unsupported-construct".
  llvm::StringLiteral code;
  /// Why, as a sentence without a full stop, or the dialect; empty for what is supported.
  llvm::StringLiteral reason;
};

/// The row of a statement or expression.
const KindEntry &getClosedWorldEntry(clang::Stmt::StmtClass kind);

/// The row of a declaration.
const KindEntry &getClosedWorldEntry(clang::Decl::Kind kind);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CLOSEDWORLD_H
