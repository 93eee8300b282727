// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Storage, text form and destructuring of the identified record type. Layout is given by the
// creator (clang); nothing here computes it.

#include "costate/Dialect/Cxx/RecordType.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/TypeSupport.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate::cxx;

namespace costate::cxx::detail {

/// A record is identified by its name alone; the body is set once, later.
struct RecordTypeStorage : public TypeStorage {
  using KeyTy = StringRef;

  explicit RecordTypeStorage(StringRef name) : name(name) {}

  bool operator==(const KeyTy &key) const { return key == name; }

  static RecordTypeStorage *construct(TypeStorageAllocator &allocator, const KeyTy &key) {
    return new (allocator.allocate<RecordTypeStorage>()) RecordTypeStorage(allocator.copyInto(key));
  }

  LogicalResult mutate(TypeStorageAllocator &allocator, ArrayRef<RecordField> body,
                       uint64_t newSize, uint64_t newAlignment) {
    if (complete)
      return success(fields == body && size == newSize && alignment == newAlignment);
    SmallVector<RecordField> copy(body);
    for (RecordField &field : copy)
      field.name = allocator.copyInto(field.name);
    fields = allocator.copyInto(ArrayRef<RecordField>(copy));
    size = newSize;
    alignment = newAlignment;
    complete = true;
    return success();
  }

  StringRef name;
  ArrayRef<RecordField> fields;
  uint64_t size = 0;
  uint64_t alignment = 1;
  bool complete = false;
};

} // namespace costate::cxx::detail

void CxxDialect::registerRecordType() { addTypes<RecordType>(); }

RecordType RecordType::get(MLIRContext *context, StringRef name) {
  return Base::get(context, name);
}

LogicalResult RecordType::setBody(ArrayRef<RecordField> fields, uint64_t size, uint64_t alignment) {
  return Base::mutate(fields, size, alignment);
}

StringRef RecordType::getName() const { return getImpl()->name; }
bool RecordType::isComplete() const { return getImpl()->complete; }
bool RecordType::isText() const {
  StringRef name = getName();
  return name.consume_front(layoutPrefix) && name.starts_with(textPrefix);
}
ArrayRef<RecordField> RecordType::getFields() const { return getImpl()->fields; }
uint64_t RecordType::getSize() const { return getImpl()->size; }
uint64_t RecordType::getAlignment() const { return getImpl()->alignment; }

//===---------------------------- destructuring --------------------------===//

/// Members of a union overlap: such a record is memory, not a tuple of values.
static bool hasOverlappingFields(RecordType type) {
  uint64_t end = 0;
  for (const RecordField &field : type.getFields()) {
    if (field.offset < end)
      return true;
    // An empty member has size 1 but occupies nothing, and tail padding may hold the next one.
    end = field.offset + getTypeDataSize(field.type);
  }
  return false;
}

std::optional<DenseMap<Attribute, Type>> RecordType::getSubelementIndexMap() const {
  if (!isComplete() || hasOverlappingFields(*this))
    return std::nullopt;
  Builder builder(getContext());
  DenseMap<Attribute, Type> map;
  for (auto [index, field] : llvm::enumerate(getFields()))
    map.insert({builder.getI32IntegerAttr(index), field.type});
  return map;
}

Type RecordType::getTypeAtIndex(Attribute index) const {
  auto integer = dyn_cast<IntegerAttr>(index);
  if (!integer || !integer.getType().isInteger(32) || !isComplete())
    return {};
  uint64_t position = integer.getValue().getZExtValue();
  return position < getFields().size() ? getFields()[position].type : Type();
}

//===------------------------------ text form ----------------------------===//

void RecordType::print(AsmPrinter &printer) const {
  printer << "<\"";
  llvm::printEscapedString(getName(), printer.getStream());
  printer << '"';
  auto cycle = printer.tryStartCyclicPrint(*this);
  if (succeeded(cycle) && isComplete()) {
    printer << ", " << getSize() << ", " << getAlignment() << ", {";
    llvm::interleaveComma(getFields(), printer, [&](const RecordField &field) {
      printer << '"';
      llvm::printEscapedString(field.name, printer.getStream());
      printer << "\" : " << field.type << " at " << field.offset;
    });
    printer << '}';
  }
  printer << '>';
}

static ParseResult parseField(AsmParser &parser, SmallVectorImpl<std::string> &names,
                              SmallVectorImpl<RecordField> &fields) {
  RecordField field;
  if (parser.parseString(&names.emplace_back()) || parser.parseColon() ||
      parser.parseType(field.type))
    return failure();

  if (parser.parseKeyword("at") || parser.parseInteger(field.offset))
    return failure();
  fields.push_back(field);
  return success();
}

Type RecordType::parse(AsmParser &parser) {
  std::string name;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseLess() || parser.parseString(&name))
    return {};
  RecordType type = RecordType::get(parser.getContext(), name);
  if (succeeded(parser.parseOptionalGreater()))
    return type;

  auto cycle = parser.tryStartCyclicParse(type);
  if (failed(cycle)) {
    parser.emitError(location, "record '") << name << "' has a body inside its own body";
    return {};
  }
  uint64_t size = 0, alignment = 1;
  SmallVector<std::string> names;
  SmallVector<RecordField> fields;
  if (parser.parseComma() || parser.parseInteger(size) || parser.parseComma() ||
      parser.parseInteger(alignment) || parser.parseComma() ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Braces,
                                     [&] { return parseField(parser, names, fields); }) ||
      parser.parseGreater())
    return {};
  for (auto [field, fieldName] : llvm::zip_equal(fields, names))
    field.name = fieldName;
  if (failed(type.setBody(fields, size, alignment))) {
    parser.emitError(location, "record '") << name << "' was given another body before";
    return {};
  }
  return type;
}
