// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++ types of IR values. IR integers carry no sign; C++ ones do. The types here are those of
// *printed expressions*, which the printer must know exactly in order to print no cast too many and
// none too few.

#ifndef COSTATE_LIB_TARGET_CPP_CPPTYPES_H
#define COSTATE_LIB_TARGET_CPP_CPPTYPES_H

#include "costate/Dialect/Cxx/RecordType.h"
#include "mlir/IR/Types.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace costate::cpp {

/// The C++ type of an expression, as far as conversions depend on it.
struct CppType {
  enum Kind { Bool, Int, Float, Other };
  Kind kind = Other;
  unsigned bits = 0;
  bool isSigned = true;

  static CppType boolean() { return {Bool, 1, false}; }
  static CppType integer(unsigned bits, bool isSigned) { return {Int, bits, isSigned}; }
  static CppType floating(unsigned bits) { return {Float, bits, true}; }

  bool isInteger() const { return kind == Int || kind == Bool; }
  bool operator==(const CppType &other) const {
    return kind == other.kind && bits == other.bits && isSigned == other.isSigned;
  }
  bool operator!=(const CppType &other) const { return !(*this == other); }

  /// `int`, `unsigned long`, `double`...
  std::string spell() const;
};

/// The type that a scalar IR type has in C++ when nothing else is known: integers are signed.
CppType getCanonicalType(mlir::Type type);

/// The type after C++'s integral promotion.
CppType promote(CppType type);

/// A declaration of `name` with the IR type: `double *p`, `double a[3][2]`, `ns::S s`. The pointee
/// of a pointer is const with `constPointee`.
std::string declare(mlir::Type type, llvm::StringRef name, bool constPointee = false,
                    bool isUnsigned = false);

/// Whether the source gave the record no name of its own; such a record is defined by the output
/// itself.
bool isUnnamed(cxx::RecordType record);
/// `_Complex double` and its like.
bool isComplex(cxx::RecordType record);
/// `std::complex<T>`, whose only field is a complex number that nobody else can name.
bool isStandardComplex(cxx::RecordType record);

/// Whether the output defines a struct of the record's layout for its own use: a closure, or a
/// class that cannot be used by name. All its fields have names (`getFieldName`).
bool isGenerated(cxx::RecordType record);

/// The name of a field: base subobjects and anonymous members of generated structs have one, too.
std::string getFieldName(cxx::RecordType record, unsigned index);

/// The record at the bottom of pointers and arrays if it is generated; null otherwise.
cxx::RecordType getGeneratedBase(mlir::Type type);

/// The name of a record, made of its fields' names where it has none.
std::string spellRecord(cxx::RecordType record);

/// The IR type without a name: `double *`.
std::string spellType(mlir::Type type, bool isUnsigned = false);

/// The integer type that a C++ spelling such as `const unsigned int *{0}` or `std::size_t` is made
/// of; none if the spelling is not one of the fundamental integers (an enumeration, a typedef...).
std::optional<CppType> parseIntegerSpelling(llvm::StringRef spelling);

/// Whether `T x{}` and `new T()` set every byte of a value to zero: scalars, and records whose
/// visible definition has neither member initializers nor functions. A record from a header is not
/// trusted.
bool isZeroedByBraces(llvm::ArrayRef<llvm::StringRef> definitions, mlir::Type type);

/// The integer type of a field as its record's source text declares it; none if the text is not
/// among the definitions or the field has no fundamental type there.
std::optional<CppType> findFieldSpelling(llvm::ArrayRef<llvm::StringRef> definitions,
                                         llvm::StringRef record, llvm::StringRef field);

/// The declaration of a field in its record's source text; "" if that is not known.
llvm::StringRef findFieldDeclaration(llvm::ArrayRef<llvm::StringRef> definitions,
                                     llvm::StringRef record, llvm::StringRef field);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_CPPTYPES_H
