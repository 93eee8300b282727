// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays of variable length. Their storage comes from the heap and lives as long as their scope;
// pointers to them and into them are pointers to the elements, and steps are counted in those.

#include "FunctionImporter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

LogicalResult FunctionImporter::emitExtents(QualType type, SourceLocation location) {
  while (type->isVariablyModifiedType()) {
    if (type->isReferenceType() || type->isPointerType()) {
      type = type->getPointeeType();
      continue;
    }
    const clang::ArrayType *array = ast.getAsArrayType(type);
    if (!array) {
      refuse(location, "unsupported-vla",
             "this type with an array of variable length is not supported");
      return failure();
    }
    type = array->getElementType();
    const auto *variable = llvm::dyn_cast<clang::VariableArrayType>(array);
    if (!variable || !variable->getSizeExpr() || extents.contains(variable->getSizeExpr()))
      continue;
    const Expr *size = variable->getSizeExpr();
    Value extent = emitScalar(size);
    if (!extent)
      return failure();
    extents[size] = toIndex(extent, size->getType(), location);
  }
  return success();
}

Value FunctionImporter::emitElementCount(QualType type, SourceLocation location) {
  Value count;
  while (const clang::VariableArrayType *array = ast.getAsVariableArrayType(type)) {
    Value extent = extents.lookup(array->getSizeExpr());
    if (!extent)
      return refuse(location, "unsupported-vla",
                    "the extent of this array of variable length is not known here");
    count = count ? arith::MulIOp::create(builder, at(location), count, extent,
                                          arith::IntegerOverflowFlags::nsw)
                        .getResult()
                  : extent;
    type = array->getElementType();
  }
  return count ? count : constantIndex(1, location);
}

void FunctionImporter::emitVariableArray(const clang::VarDecl *variable) {
  SourceLocation location = variable->getLocation();
  QualType element = variable->getType();
  while (const clang::VariableArrayType *array = ast.getAsVariableArrayType(element))
    element = array->getElementType();
  if (variable->hasInit() && element->isRecordType() && !element.isTrivialType(ast))
    return void(refuse(location, "unsupported-vla",
                       "arrays of variable length of objects with constructors are not supported"));
  if (variable->hasInit() && !llvm::isa<clang::CXXConstructExpr>(variable->getInit()))
    return void(refuse(location, "unsupported-vla",
                       "arrays of variable length with initializers are not supported"));
  mlir::Type type = importType(element, location);
  Value count = type ? emitElementCount(variable->getType(), location) : Value();
  if (!count)
    return;
  Location named = module.locations.named(variable->getName(), location);
  Value address = cxx::AllocOp::create(builder, named, cxx::PtrType::get(type),
                                       cxx::AllocKind::Malloc, count, /*zeroed=*/false);
  variables[variable] = noteInactive(variable, address, location);
  Cleanup cleanup{element, address, Value(), location};
  cleanup.release = cxx::DeallocKind::Free;
  cleanups.entries.push_back(cleanup);
}
