// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "PointerPaths.h"

using namespace mlir;
using namespace costate;

Value costate::castTo(OpBuilder &builder, Location location, Value pointer, Type type) {
  if (pointer.getType() == type)
    return pointer;
  return cxx::CastOp::create(builder, location, type, pointer);
}

Value costate::stripCasts(Value pointer) {
  while (auto cast = pointer.getDefiningOp<cxx::CastOp>())
    pointer = cast.getSource();
  return pointer;
}

Value costate::findPathRoot(Value pointer) {
  while (isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(
      pointer.getDefiningOp()))
    pointer = pointer.getDefiningOp()->getOperand(0);
  return pointer;
}
