// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++ types as types of the 'cxx' dialect, with clang's record layout.

#ifndef COSTATE_LIB_FRONTEND_IMPORTTYPES_H
#define COSTATE_LIB_FRONTEND_IMPORTTYPES_H

#include "Repeatable.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/StringSaver.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class FieldDecl;
class FunctionDecl;
class RecordDecl;
} // namespace clang

namespace costate::frontend {

class ImportDiagnostics;

/// How the integers are called in which bit-fields lie.
inline constexpr llvm::StringLiteral bitFieldPrefix = "bits_";

/// Translates types; refuses those that the dialect cannot express. Records behind pointers stay
/// without a body until something needs it.
class TypeImporter {
public:
  TypeImporter(clang::ASTContext &ast, mlir::MLIRContext *context, ImportDiagnostics &diagnostics)
      : ast(ast), context(context), diagnostics(diagnostics), repeatable(ast) {}

  /// The type of an object or value; null after a refusal. `function` is for the diagnostics.
  mlir::Type import(clang::QualType type, clang::SourceLocation location,
                    const clang::FunctionDecl *function);
  /// `!cxx.ptr<...>` to objects of that type (also for references and `void`).
  cxx::PtrType importPointerTo(clang::QualType pointee, clang::SourceLocation location,
                               const clang::FunctionDecl *function);

  /// Gives a record its body.
  bool complete(const clang::RecordDecl *record, clang::SourceLocation location,
                const clang::FunctionDecl *function);
  /// Gives bodies to the records that a pointee type consists of.
  bool completePointee(mlir::Type pointee, clang::SourceLocation location);

  /// Index of a field, or of a direct base, in the record's fields; none for an empty base.
  /// False for empty members that share the address of something else (`[[no_unique_address]]`):
  /// they are no fields of the record.
  bool hasStorage(const clang::FieldDecl *field) const;
  /// For a bit-field, the first of the integers that it lies in.
  unsigned getFieldIndex(const clang::FieldDecl *field) const;
  std::optional<unsigned> getBaseIndex(const clang::CXXRecordDecl *record,
                                       const clang::CXXRecordDecl *base) const;

  /// The name that was given to a class without one, or "".
  std::string getGivenName(const clang::TagDecl *tag) const {
    const auto *record = llvm::dyn_cast<clang::RecordDecl>(tag);
    return record ? unnamed.lookup(record) : std::string();
  }

  /// Records and enumerations met so far, in order, for the definitions that emitted C++ repeats.
  const llvm::SetVector<const clang::TagDecl *> &getTags() const { return tags; }

private:
  /// A field, or an integer that holds bit-fields: the field is null then.
  struct MemberStorage {
    const clang::FieldDecl *field;
    uint64_t offset, size;
  };
  llvm::SmallVector<MemberStorage> getMembers(const clang::RecordDecl *record) const;
  mlir::Type importBuiltin(const clang::BuiltinType *type, clang::SourceLocation location,
                           const clang::FunctionDecl *function);
  mlir::Type importVector(const clang::VectorType *type, clang::SourceLocation location,
                          const clang::FunctionDecl *function);
  mlir::Type refuse(clang::SourceLocation location, llvm::StringRef code,
                    const llvm::Twine &message, const clang::FunctionDecl *function);
  cxx::RecordType identify(const clang::RecordDecl *record);
  std::string spellRecord(const clang::RecordDecl *record) const;
  std::string nameUnnamed(const clang::RecordDecl *record);
  llvm::StringRef getFieldName(const clang::FieldDecl *field);
  bool checkLayout(const clang::RecordDecl *record, clang::SourceLocation location,
                   const clang::FunctionDecl *function);

  clang::ASTContext &ast;
  mlir::MLIRContext *context;
  ImportDiagnostics &diagnostics;
  RepeatableRecords repeatable;
  llvm::DenseMap<const clang::RecordDecl *, cxx::RecordType> records;
  llvm::StringMap<const clang::RecordDecl *> recordsByName;
  llvm::DenseMap<const clang::RecordDecl *, std::string> unnamed;
  llvm::SetVector<const clang::TagDecl *> tags;
  llvm::BumpPtrAllocator captureNameStorage;
  llvm::StringSaver captureNames{captureNameStorage};
};

/// Values of this type live in memory only: records, arrays and vectors.
bool isAggregateType(clang::QualType type);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_IMPORTTYPES_H
