// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The record type of the 'cxx' dialect: identified by its C++ name, with clang's layout. It is
// mutable so that `struct Node { Node *next; };` can be expressed.

#ifndef COSTATE_DIALECT_CXX_RECORDTYPE_H
#define COSTATE_DIALECT_CXX_RECORDTYPE_H

#include "mlir/IR/Types.h"
#include "mlir/Interfaces/MemorySlotInterfaces.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace costate::cxx {

/// How the name of a record begins whose C++ class emitted code cannot use by name: of the library,
/// with private members, constructors or virtual functions. It has a generated struct instead.
inline constexpr llvm::StringLiteral layoutPrefix = "(layout)";

/// How such a name goes on for `std::string` and its like, whose characters hold nothing else.
inline constexpr llvm::StringLiteral textPrefix = "(text)";

namespace detail {
struct RecordTypeStorage;
}

/// One field or base subobject of a record, in declaration order.
struct RecordField {
  /// Name in the source; "" for a base subobject or an anonymous member.
  llvm::StringRef name;
  mlir::Type type;
  /// Distance from the start of the record, in bytes.
  uint64_t offset = 0;

  bool operator==(const RecordField &other) const {
    return name == other.name && type == other.type && offset == other.offset;
  }
};

/// `!cxx.record<"ns::S", size, align, {"x" : f64 at 0, "p" : !cxx.ptr<f64> at 8}>`; inside its own
/// body, and after the first print in a cycle, only `!cxx.record<"ns::S">`.
class RecordType : public mlir::Type::TypeBase<RecordType, mlir::Type, detail::RecordTypeStorage,
                                               mlir::DestructurableTypeInterface::Trait,
                                               mlir::TypeTrait::IsMutable> {
public:
  using Base::Base;
  static constexpr llvm::StringLiteral name = "cxx.record";
  static constexpr llvm::StringLiteral getMnemonic() { return "record"; }

  /// The record of that name; without a body until `setBody` is called.
  static RecordType get(mlir::MLIRContext *context, llvm::StringRef name);

  /// Sets the body once; a second call with the same body succeeds, with another one fails.
  llvm::LogicalResult setBody(llvm::ArrayRef<RecordField> fields, uint64_t size,
                              uint64_t alignment);

  /// Qualified C++ name, with template arguments.
  llvm::StringRef getName() const;
  bool isComplete() const;
  /// Whether it is the library's string.
  bool isText() const;
  llvm::ArrayRef<RecordField> getFields() const;
  /// Size and alignment in bytes, as clang lays the record out.
  uint64_t getSize() const;
  uint64_t getAlignment() const;

  // DestructurableTypeInterface: subelement index is an i32 IntegerAttr.
  std::optional<llvm::DenseMap<mlir::Attribute, mlir::Type>> getSubelementIndexMap() const;
  mlir::Type getTypeAtIndex(mlir::Attribute index) const;

  static mlir::Type parse(mlir::AsmParser &parser);
  void print(mlir::AsmPrinter &printer) const;
};

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_RECORDTYPE_H
