// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The closed world is closed here: the table and clang's own lists of kinds must agree, or this
// file does not compile.

#include "ClosedWorld.h"

#include "clang/AST/DeclBase.h"
#include "clang/AST/Type.h"

using namespace clang;
using namespace costate::frontend;

template <typename Kind> struct Row {
  Kind kind;
  KindEntry entry;
};

static constexpr Row<Stmt::StmtClass> statements[] = {
#define STATEMENT(KIND, STATUS, CODE, REASON)                                                      \
  {Stmt::KIND##Class, {#KIND, KindStatus::STATUS, CODE, REASON}},
#include "ClosedWorld.def"
};
static constexpr Row<Decl::Kind> declarations[] = {
#define DECLARATION(KIND, STATUS, CODE, REASON)                                                    \
  {Decl::KIND, {#KIND, KindStatus::STATUS, CODE, REASON}},
#include "ClosedWorld.def"
};
static constexpr Row<Type::TypeClass> types[] = {
#define TYPE(KIND, STATUS, CODE, REASON) {Type::KIND, {#KIND, KindStatus::STATUS, CODE, REASON}},
#include "ClosedWorld.def"
};

/// How many rows of a table are about a kind: one, or the table is wrong.
template <typename Kind, size_t size>
static constexpr unsigned countRows(const Row<Kind> (&table)[size], Kind kind) {
  unsigned count = 0;
  for (const Row<Kind> &row : table)
    count += row.kind == kind;
  return count;
}

#define STMT(KIND, PARENT)                                                                         \
  static_assert(countRows(statements, Stmt::KIND##Class) == 1,                                     \
                "clang's statement or expression " #KIND " needs one row in ClosedWorld.def");
#define ABSTRACT_STMT(KIND)
#include "clang/AST/StmtNodes.inc"

#define DECL(KIND, PARENT)                                                                         \
  static_assert(countRows(declarations, Decl::KIND) == 1,                                          \
                "clang's declaration " #KIND " needs one row in ClosedWorld.def");
#define ABSTRACT_DECL(KIND)
#include "clang/AST/DeclNodes.inc"

#define TYPE(KIND, PARENT)                                                                         \
  static_assert(countRows(types, Type::KIND) == 1,                                                 \
                "clang's type " #KIND " needs one row in ClosedWorld.def");
#define ABSTRACT_TYPE(KIND, PARENT)
#include "clang/AST/TypeNodes.inc"

template <typename Kind, size_t size>
static const KindEntry &findEntry(const Row<Kind> (&table)[size], Kind kind) {
  for (const Row<Kind> &row : table)
    if (row.kind == kind)
      return row.entry;
  llvm_unreachable("checked above: every kind has a row");
}

const KindEntry &costate::frontend::getClosedWorldEntry(Stmt::StmtClass kind) {
  return findEntry(statements, kind);
}

const KindEntry &costate::frontend::getClosedWorldEntry(Decl::Kind kind) {
  return findEntry(declarations, kind);
}
