// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bit-fields: members that are a part of the integers in which a class keeps them. The address of a
// bit-field is that of the first integer it lies in; loads and stores of it find out which bits are
// meant.

#include "FunctionImporter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

bool FunctionImporter::isBitField(Value address) const { return bitFields.contains(address); }

Value FunctionImporter::noteBitField(Value object, const clang::FieldDecl *member,
                                     SourceLocation location) {
  Value address = field(object, module.types.getFieldIndex(member), location);
  bitFields[address] = {object, member};
  return address;
}

namespace {

/// A bit-field's place in one of the integers that hold it.
struct Part {
  Value address;
  /// Position of the bit-field's lowest bit, from that of the integer; negative: in one before.
  int64_t shift;
};

} // namespace

/// The integers that a bit-field lies in.
static llvm::SmallVector<Part, 2> getParts(FunctionImporter &importer, Value object,
                                           const clang::FieldDecl *member,
                                           SourceLocation location) {
  llvm::SmallVector<Part, 2> parts;
  auto record =
      llvm::cast<cxx::RecordType>(llvm::cast<cxx::PtrType>(object.getType()).getPointee());
  int64_t begin = importer.ast.getFieldOffset(member);
  int64_t end = begin + member->getBitWidthValue();
  for (unsigned index = importer.module.types.getFieldIndex(member);
       index < record.getFields().size(); ++index) {
    const cxx::RecordField &field = record.getFields()[index];
    int64_t first = field.offset * 8;
    if (first >= end || !llvm::isa<mlir::IntegerType>(field.type))
      break;
    parts.push_back({importer.field(object, index, location), begin - first});
  }
  return parts;
}

Value FunctionImporter::loadBitField(Value address, SourceLocation location) {
  auto [object, member] = bitFields.lookup(address);
  mlir::Type type = importType(member->getType(), location);
  if (!type)
    return {};
  unsigned width = member->getBitWidthValue();
  Value bits = constantIndex(0, location);
  Location place = at(location);
  mlir::Type word = builder.getI64Type();
  for (const Part &part : getParts(*this, object, member, location)) {
    mlir::Type unit = llvm::cast<cxx::PtrType>(part.address.getType()).getPointee();
    Value value = cxx::LoadOp::create(builder, place, unit, part.address);
    if (unit != word)
      value = arith::ExtUIOp::create(builder, place, word, value);
    Value distance = constantIndex(std::abs(part.shift), location);
    value = part.shift >= 0 ? arith::ShRUIOp::create(builder, place, value, distance).getResult()
                            : arith::ShLIOp::create(builder, place, value, distance).getResult();
    bits = arith::OrIOp::create(builder, place, bits, value);
  }
  Value unused = constantIndex(64 - width, location);
  bits = arith::ShLIOp::create(builder, place, bits, unused);
  bits = member->getType()->isSignedIntegerOrEnumerationType()
             ? arith::ShRSIOp::create(builder, place, bits, unused).getResult()
             : arith::ShRUIOp::create(builder, place, bits, unused).getResult();
  return type == word ? bits : arith::TruncIOp::create(builder, place, type, bits).getResult();
}

void FunctionImporter::storeBitField(Value value, Value address, SourceLocation location) {
  auto [object, member] = bitFields.lookup(address);
  unsigned width = member->getBitWidthValue();
  uint64_t mask = width == 64 ? ~uint64_t(0) : (uint64_t(1) << width) - 1;
  Location place = at(location);
  mlir::Type word = builder.getI64Type();
  if (value.getType() != word)
    value = arith::ExtUIOp::create(builder, place, word, value);
  value = arith::AndIOp::create(builder, place, value, constantIndex(mask, location));
  for (const Part &part : getParts(*this, object, member, location)) {
    mlir::Type unit = llvm::cast<cxx::PtrType>(part.address.getType()).getPointee();
    Value distance = constantIndex(std::abs(part.shift), location);
    bool goesUp = part.shift >= 0;
    Value moved = goesUp ? arith::ShLIOp::create(builder, place, value, distance).getResult()
                         : arith::ShRUIOp::create(builder, place, value, distance).getResult();
    uint64_t movedMask = goesUp ? mask << part.shift : mask >> -part.shift;
    if (unit != word)
      moved = arith::TruncIOp::create(builder, place, unit, moved);
    Value old = cxx::LoadOp::create(builder, place, unit, part.address);
    llvm::APInt kept(64, ~movedMask);
    Value rest = arith::AndIOp::create(
        builder, place, old,
        arith::ConstantOp::create(
            builder, place,
            builder.getIntegerAttr(unit, kept.trunc(unit.getIntOrFloatBitWidth()))));
    cxx::StoreOp::create(builder, place, arith::OrIOp::create(builder, place, rest, moved),
                         part.address);
  }
}

/// Whether an object has bit-fields.
static bool holdsBitFields(mlir::Type type) {
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type))
    return holdsBitFields(array.getElementType());
  auto record = llvm::dyn_cast<cxx::RecordType>(type);
  return record && llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
           return field.name.starts_with(bitFieldPrefix) || holdsBitFields(field.type);
         });
}

// A store to a bit-field keeps the bits beside it, which so must not be undefined.
void FunctionImporter::defineBitFields(Value address, SourceLocation location) {
  mlir::Type type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  if (!holdsBitFields(type))
    return;
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type)) {
    for (auto [index, member] : llvm::enumerate(record.getFields())) {
      if (member.name.starts_with(bitFieldPrefix))
        cxx::StoreOp::create(builder, at(location), zero(member.type, location),
                             field(address, index, location));
      else
        defineBitFields(field(address, index, location), location);
    }
    return;
  }
  storeZero(address, location);
}
