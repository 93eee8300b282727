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
  /// A class with virtual bases has two records: what pointers lead to is the part of an object
  /// that lies in one piece whatever it is a base of; whole objects start with it, and have their
  /// virtual bases behind. The part of a record of a whole object; null for other types.
  cxx::RecordType getPart(mlir::Type whole) const;
  /// Whether the type is such a part, whose size says nothing about objects.
  bool isPart(mlir::Type type) const { return parts.contains(type); }
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
  cxx::RecordType identifyWhole(const clang::CXXRecordDecl *record);
  cxx::RecordType create(const clang::RecordDecl *record, llvm::StringRef suffix);
  mlir::Type importWhole(const clang::CXXRecordDecl *record, clang::SourceLocation location,
                         const clang::FunctionDecl *function);
  bool setBody(const clang::RecordDecl *record, cxx::RecordType type,
               llvm::ArrayRef<cxx::RecordField> fields, clang::CharUnits size,
               clang::CharUnits alignment, clang::SourceLocation location,
               const clang::FunctionDecl *function);
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
  /// Whole objects of classes with virtual bases.
  llvm::DenseMap<const clang::RecordDecl *, cxx::RecordType> wholes;
  llvm::DenseMap<mlir::Type, cxx::RecordType> partOfWhole;
  llvm::DenseSet<mlir::Type> parts;
  llvm::DenseMap<const clang::RecordDecl *, std::string> unnamed;
  llvm::SetVector<const clang::TagDecl *> tags;
  llvm::BumpPtrAllocator captureNameStorage;
  llvm::StringSaver captureNames{captureNameStorage};
};

/// Whether objects of the class have virtual bases, which lie elsewhere in objects of derived
/// classes; false for the library's classes that nobody looks into.
bool hasVirtualBases(const clang::RecordDecl *record);

/// Values of this type live in memory only: records, arrays and vectors.
bool isAggregateType(clang::QualType type);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_IMPORTTYPES_H
