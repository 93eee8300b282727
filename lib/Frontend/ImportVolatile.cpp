// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses to scalar objects by the type of the lvalue: those to volatile integers happen exactly
// once; other volatile objects are refused, because a number that changes by itself has no
// derivative.

#include "FunctionImporter.h"
#include "costate/Dialect/Cxx/Volatile.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// One access in the form that memory has, where `bool` is a byte; gives what was there before.
static Value emitVolatileAccess(FunctionImporter &importer, cxx::AtomicKind kind, Value address,
                                Value value, SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  Location place = importer.at(location);
  mlir::Type type = value.getType(), storage = type;
  if (type.isInteger(1)) {
    storage = builder.getI8Type();
    value = arith::ExtUIOp::create(builder, place, storage, value);
  }
  address = importer.castPointer(address, cxx::PtrType::get(storage), location);
  auto access = cxx::AtomicOp::create(builder, place, storage, kind, address, value, Value());
  access->setAttr(cxx::attr::isVolatile, builder.getUnitAttr());
  if (storage == type)
    return access.getOld();
  return arith::TruncIOp::create(builder, place, type, access.getOld());
}

bool FunctionImporter::checkVolatile(Value address, SourceLocation location) {
  mlir::Type type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  if (llvm::isa<mlir::IntegerType>(type) && !isBitField(address))
    return true;
  refuse(location, "unsupported-volatile",
         "volatile objects other than whole integers are not supported");
  return false;
}

Value FunctionImporter::loadObject(Value address, QualType type, SourceLocation location) {
  if (!type.isVolatileQualified())
    return load(address, location);
  if (!checkVolatile(address, location))
    return {};
  Value nothing = zero(llvm::cast<cxx::PtrType>(address.getType()).getPointee(), location);
  return emitVolatileAccess(*this, cxx::AtomicKind::Or, address, nothing, location);
}

void FunctionImporter::storeObject(Value value, Value address, QualType type,
                                   SourceLocation location) {
  if (!type.isVolatileQualified())
    return store(value, address, location);
  if (checkVolatile(address, location))
    emitVolatileAccess(*this, cxx::AtomicKind::Exchange, address, value, location);
}
