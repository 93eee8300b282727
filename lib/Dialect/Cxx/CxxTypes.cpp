// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text form, sizes and destructuring of the types of the 'cxx' dialect, and its enumeration
// attributes (the record's own text form and storage are in RecordType.cpp).

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace costate::cxx;

#define GET_TYPEDEF_CLASSES
#include "costate/Dialect/Cxx/CxxTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "costate/Dialect/Cxx/CxxAttributes.cpp.inc"

void CxxDialect::registerTypes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "costate/Dialect/Cxx/CxxAttributes.cpp.inc"
      >();
  registerRecordType();
  addTypes<
#define GET_TYPEDEF_LIST
#include "costate/Dialect/Cxx/CxxTypes.cpp.inc"
      >();
}

//===------------------------------ text form ----------------------------===//

Type CxxDialect::parseType(DialectAsmParser &parser) const {
  StringRef mnemonic;
  Type type;
  OptionalParseResult result = generatedTypeParser(parser, &mnemonic, type);
  if (result.has_value())
    return succeeded(*result) ? type : Type();
  if (mnemonic == RecordType::getMnemonic())
    return RecordType::parse(parser);
  parser.emitError(parser.getNameLoc(), "unknown cxx type: ") << mnemonic;
  return {};
}

void CxxDialect::printType(Type type, DialectAsmPrinter &printer) const {
  if (auto record = dyn_cast<RecordType>(type)) {
    printer << RecordType::getMnemonic();
    record.print(printer);
    return;
  }
  (void)generatedTypePrinter(type, printer);
}

//===--------------------------- size and alignment ----------------------===//

uint64_t costate::cxx::getTypeSize(Type type) {
  return TypeSwitch<Type, uint64_t>(type)
      .Case([](IntegerType integer) { return llvm::PowerOf2Ceil((integer.getWidth() + 7) / 8); })
      .Case([](Float80Type) { return 16; })
      .Case([](FloatType real) { return real.getWidth() / 8; })
      .Case<PtrType, CodeType>([](Type) { return 8; })
      .Case([](ArrayType array) { return array.getSize() * getTypeSize(array.getElementType()); })
      .Case([](RecordType record) { return record.getSize(); })
      // Arithmetic on void pointers counts bytes (a GNU extension).
      .Case([](NoneType) { return 1; })
      .DefaultUnreachable("no such type in memory");
}

uint64_t costate::cxx::getTypeAlignment(Type type) {
  if (auto array = dyn_cast<ArrayType>(type))
    return getTypeAlignment(array.getElementType());
  if (auto record = dyn_cast<RecordType>(type))
    return record.getAlignment();
  return getTypeSize(type);
}

uint64_t costate::cxx::getTypeDataSize(Type type) {
  auto record = dyn_cast<RecordType>(type);
  if (!record)
    return getTypeSize(type);
  uint64_t end = 0;
  for (const RecordField &field : record.getFields())
    end = std::max(end, field.offset + getTypeDataSize(field.type));
  return end;
}

uint64_t costate::cxx::getCountSize(Type type) {
  return std::max<uint64_t>(8, getTypeAlignment(type));
}

bool costate::cxx::isScalarType(Type type) {
  return isa<IntegerType, FloatType, PtrType, CodeType>(type);
}

Value costate::cxx::createZero(OpBuilder &builder, Location location, Type type) {
  if (isa<PtrType>(type))
    return NullOp::create(builder, location, type);
  if (isa<CodeType>(type))
    return CodeAddressOp::create(builder, location, "", /*offset=*/0, /*internal=*/false);
  return arith::ConstantOp::create(builder, location, builder.getZeroAttr(type));
}

//===---------------------------- destructuring --------------------------===//

/// Larger arrays stay in memory: splitting them makes the IR, not the program, faster to run.
static constexpr uint64_t maximumDestructuredArraySize = 64;

std::optional<DenseMap<Attribute, Type>> ArrayType::getSubelementIndexMap() const {
  if (getSize() > maximumDestructuredArraySize)
    return std::nullopt;
  Builder builder(getContext());
  DenseMap<Attribute, Type> map;
  for (uint64_t index = 0; index < getSize(); ++index)
    map.insert({builder.getI32IntegerAttr(index), getElementType()});
  return map;
}

Type ArrayType::getTypeAtIndex(Attribute index) const {
  auto integer = dyn_cast<IntegerAttr>(index);
  if (!integer || !integer.getType().isInteger(32) ||
      integer.getValue().getZExtValue() >= getSize())
    return {};
  return getElementType();
}
