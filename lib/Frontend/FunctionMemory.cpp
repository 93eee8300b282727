// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small pieces of IR that every family of nodes builds: storage, loads and stores, constants,
// jumps.

#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "MemberPointers.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace costate;
using namespace costate::frontend;

/// Objects of more scalars than this are zeroed by a fill.
static constexpr unsigned storeLimit = 16;

Value FunctionImporter::createAlloca(mlir::Type type, llvm::StringRef name,
                                     SourceLocation location) {
  mlir::OpBuilder::InsertionGuard guard(builder);
  if (lastAlloca)
    builder.setInsertionPointAfter(lastAlloca);
  else
    builder.setInsertionPointToStart(&op.getBody().front());
  Value address = cxx::AllocaOp::create(builder, module.locations.named(name, location),
                                        cxx::PtrType::get(type), name, /*zeroed=*/false);
  lastAlloca = address.getDefiningOp();
  defineBitFields(address, location);
  if (builder.getInsertionPoint() != builder.getInsertionBlock()->begin())
    lastAlloca = &*std::prev(builder.getInsertionPoint());
  return address;
}

Value FunctionImporter::createTemporary(QualType type, SourceLocation location) {
  mlir::Type imported = importType(type, location);
  return imported ? createAlloca(imported, "", location) : Value();
}

Value FunctionImporter::load(Value address, SourceLocation location) {
  if (isBitField(address))
    return loadBitField(address, location);
  auto type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  Value value = cxx::LoadOp::create(builder, at(location), type, address);
  return isInactiveAddress(address) ? stopGradient(value, location) : value;
}

void FunctionImporter::store(Value value, Value address, SourceLocation location) {
  if (isInactiveAddress(address))
    value = stopGradient(value, location);
  if (isBitField(address))
    return storeBitField(value, address, location);
  if (llvm::isa<cxx::PtrType>(value.getType()))
    value = toPartPointer(value, location);
  cxx::StoreOp::create(builder, at(location), value, address);
}

void FunctionImporter::copy(Value target, Value source, SourceLocation location) {
  source = castPointer(source, target.getType(), location);
  auto operation = cxx::CopyOp::create(builder, at(location), target, source);
  if (isInactiveAddress(target) || isInactiveAddress(source))
    operation->setAttr(cxx::attr::inactive, builder.getUnitAttr());
}

/// Number of scalars in an object, or more than the limit.
static unsigned countScalars(mlir::Type type) {
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type)) {
    if (array.getSize() > storeLimit)
      return storeLimit + 1;
    return array.getSize() * countScalars(array.getElementType());
  }
  auto record = llvm::dyn_cast<cxx::RecordType>(type);
  if (!record)
    return 1;
  unsigned count = 0;
  uint64_t end = 0;
  for (const cxx::RecordField &field : record.getFields()) {
    count += countScalars(field.type);
    // What shares storage is not zeroed member by member.
    if (field.offset < end)
      return storeLimit + 1;
    end = field.offset + (cxx::getTypeSize(field.type) > 1 ? cxx::getTypeSize(field.type) : 0);
  }
  return count;
}

void FunctionImporter::zeroInitialize(Value address, QualType type, SourceLocation location) {
  storeZero(address, location);
  storeNullMembers(*this, address, type, location);
}

void FunctionImporter::storeZero(Value address, SourceLocation location) {
  mlir::Type type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  if (countScalars(type) > storeLimit) {
    uint64_t count = 1;
    while (auto array = llvm::dyn_cast<cxx::ArrayType>(type)) {
      count *= array.getSize();
      type = array.getElementType();
      address = element(address, constantIndex(0, location), location);
    }
    cxx::FillOp::create(builder, at(location), address, constantIndex(count, location));
    return;
  }
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type)) {
    for (uint64_t i = 0; i < array.getSize(); ++i)
      storeZero(element(address, constantIndex(i, location), location), location);
    return;
  }
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type)) {
    for (unsigned i = 0; i < record.getFields().size(); ++i)
      storeZero(field(address, i, location), location);
    return;
  }
  store(zero(type, location), address, location);
}

Value FunctionImporter::constantInt(mlir::Type type, int64_t value, SourceLocation location) {
  return mlir::arith::ConstantOp::create(builder, at(location),
                                         builder.getIntegerAttr(type, value));
}

Value FunctionImporter::constantIndex(int64_t value, SourceLocation location) {
  return constantInt(builder.getI64Type(), value, location);
}

Value FunctionImporter::zero(mlir::Type type, SourceLocation location) {
  if (llvm::isa<cxx::PtrType>(type))
    return cxx::NullOp::create(builder, at(location), type);
  return cxx::createZero(builder, at(location), type);
}

Value FunctionImporter::element(Value array, Value index, SourceLocation location) {
  auto type = llvm::cast<cxx::ArrayType>(llvm::cast<cxx::PtrType>(array.getType()).getPointee());
  return cxx::ElementOp::create(builder, at(location), cxx::PtrType::get(type.getElementType()),
                                array, index);
}

Value FunctionImporter::field(Value record, unsigned index, SourceLocation location) {
  auto type = llvm::cast<cxx::RecordType>(llvm::cast<cxx::PtrType>(record.getType()).getPointee());
  return cxx::FieldOp::create(builder, at(location),
                              cxx::PtrType::get(type.getFields()[index].type), record, index);
}

Value FunctionImporter::isNotZero(Value value, SourceLocation location) {
  mlir::Type type = value.getType();
  if (type.isInteger(1))
    return value;
  Value null = zero(type, location);
  if (llvm::isa<cxx::CodeType>(type))
    return mlir::arith::XOrIOp::create(builder, at(location),
                                       cxx::CodeEqualOp::create(builder, at(location), value, null),
                                       constantInt(builder.getI1Type(), 1, location));
  if (llvm::isa<cxx::PtrType>(type))
    return cxx::PtrCmpOp::create(builder, at(location), builder.getI1Type(), cxx::PtrPredicate::ne,
                                 value, null);
  if (llvm::isa<mlir::FloatType>(type))
    return mlir::arith::CmpFOp::create(builder, at(location), mlir::arith::CmpFPredicate::UNE,
                                       value, null);
  return mlir::arith::CmpIOp::create(builder, at(location), mlir::arith::CmpIPredicate::ne, value,
                                     null);
}

Value FunctionImporter::toIndex(Value value, QualType type, SourceLocation location) {
  unsigned width = value.getType().getIntOrFloatBitWidth();
  if (width == 64)
    return value;
  if (type->isSignedIntegerOrEnumerationType())
    return mlir::arith::ExtSIOp::create(builder, at(location), builder.getI64Type(), value);
  return mlir::arith::ExtUIOp::create(builder, at(location), builder.getI64Type(), value);
}

Value FunctionImporter::toBool(const Expr *expression) {
  if (expression->getType()->isAnyComplexType())
    return ComplexEmitter(*this).emitBool(expression);
  Value value = emitScalar(expression);
  return value ? isNotZero(value, expression->getExprLoc()) : Value();
}

Value FunctionImporter::castPointer(Value pointer, mlir::Type type, SourceLocation location) {
  if (pointer.getType() == type)
    return pointer;
  if (Value part = toPart(pointer, location); part.getType() == type)
    return part;
  return cxx::CastOp::create(builder, at(location), type, pointer);
}

void FunctionImporter::nameValue(Value value, llvm::StringRef name) {
  if (!value || name.empty() || llvm::isa<mlir::NameLoc>(value.getLoc()))
    return;
  mlir::Operation *definition = value.getDefiningOp();
  // A load only passes on another variable's value.
  if (definition && llvm::isa<cxx::LoadOp>(definition))
    return;
  Location location = mlir::NameLoc::get(builder.getStringAttr(name), value.getLoc());
  if (definition)
    definition->setLoc(location);
  else
    value.setLoc(location);
}

Block *FunctionImporter::createBlock() {
  auto *block = new Block();
  op.getBody().push_back(block);
  return block;
}

void FunctionImporter::jump(Block *target, SourceLocation location, mlir::ValueRange operands) {
  mlir::cf::BranchOp::create(builder, at(location), target, operands);
}

void FunctionImporter::branch(Value condition, Block *whenTrue, Block *whenFalse,
                              SourceLocation location) {
  mlir::cf::CondBranchOp::create(builder, at(location), condition, whenTrue, whenFalse);
}

void FunctionImporter::startUnreachable() { builder.setInsertionPointToStart(createBlock()); }
