// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations of the 'cxx' dialect: registration and verification.

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;
using namespace costate::cxx;

#define GET_OP_CLASSES
#include "costate/Dialect/Cxx/CxxOps.cpp.inc"

void CxxDialect::registerOperations() {
  addOperations<
#define GET_OP_LIST
#include "costate/Dialect/Cxx/CxxOps.cpp.inc"
      >();
}

static LogicalResult verifyScalarAccess(Operation *op, Type type) {
  if (isScalarType(type))
    return success();
  return op->emitOpError("accesses a value of type ")
         << type << "; only integers, floats and pointers are values";
}

LogicalResult LoadOp::verify() { return verifyScalarAccess(*this, getValue().getType()); }
LogicalResult StoreOp::verify() { return verifyScalarAccess(*this, getValue().getType()); }

LogicalResult AtomicOp::verify() {
  if (getAddress().getType().getPointee() != getValue().getType())
    return emitOpError("changes ")
           << getAddress().getType().getPointee() << " by a value of type " << getValue().getType();
  bool compares = getKind() == AtomicKind::CompareExchange;
  if (compares != static_cast<bool>(getExpected()) ||
      (compares && getExpected().getType() != getValue().getType()))
    return emitOpError("compares if and only if it has an expected value of its type");
  return success();
}

LogicalResult FieldOp::verify() {
  auto record = cast<RecordType>(getRecord().getType().getPointee());
  if (!record.isComplete())
    return emitOpError("reaches into the incomplete record '") << record.getName() << "'";
  Type type = record.getTypeAtIndex(getIndexAttr());
  if (!type)
    return emitOpError("has index ") << getIndex() << ", but record '" << record.getName()
                                     << "' has " << record.getFields().size() << " fields";
  if (type != getAddress().getType().getPointee())
    return emitOpError("gives a pointer to ")
           << getAddress().getType().getPointee() << ", but the field has type " << type;
  return success();
}

LogicalResult ElementOp::verify() {
  Type type = cast<ArrayType>(getArray().getType().getPointee()).getElementType();
  if (type != getAddress().getType().getPointee())
    return emitOpError("gives a pointer to ")
           << getAddress().getType().getPointee() << ", but the elements have type " << type;
  return success();
}

LogicalResult AddressOfOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto global = symbols.lookupNearestSymbolFrom<GlobalOp>(*this, getGlobalAttr());
  if (!global)
    return emitOpError("names an unknown global ") << getGlobalAttr();
  if (global.getType() != getAddress().getType().getPointee())
    return emitOpError("gives a pointer to ")
           << getAddress().getType().getPointee() << ", but " << getGlobalAttr() << " has type "
           << global.getType();
  return success();
}

LogicalResult ComplexFunctionOp::verify() {
  unsigned parts = getParts().size();
  bool isBinary = llvm::is_contained({"mul", "recover", "div", "pow"}, getFunction());
  if (parts != (isBinary ? 4u : 2u))
    return emitOpError("has ") << parts << " operands for '" << getFunction() << "'";
  for (Value part : getParts())
    if (part.getType() != getType())
      return emitOpError("has operands of another type than the result");
  return success();
}

LogicalResult TripCountOp::verify() {
  int64_t step = getStep();
  if (step == 0)
    return emitOpError("has step 0");
  bool upwards = false, downwards = false;
  switch (getPredicate()) {
  case LoopPredicate::slt:
  case LoopPredicate::sle:
  case LoopPredicate::ult:
  case LoopPredicate::ule:
    upwards = true;
    break;
  case LoopPredicate::sgt:
  case LoopPredicate::sge:
  case LoopPredicate::ugt:
  case LoopPredicate::uge:
    downwards = true;
    break;
  case LoopPredicate::ne:
    break;
  }
  if ((upwards && step < 0) || (downwards && step > 0))
    return emitOpError("steps by ") << step << ", away from its upper bound";
  unsigned width = cast<IntegerType>(getLower().getType()).getWidth();
  if (width > 64)
    return emitOpError("counts with ") << width << " bits; 64 are the limit";
  return success();
}

LogicalResult InductionOp::verify() {
  unsigned width = cast<IntegerType>(getLower().getType()).getWidth();
  if (width > 64)
    return emitOpError("counts with ") << width << " bits; 64 are the limit";
  return success();
}

LogicalResult DispatchOp::verify() {
  if (getHandlers().size() != getTargets().size())
    return emitOpError("has ") << getHandlers().size() << " types of handlers, but "
                               << getTargets().size() << " blocks";
  for (auto [handler, block] : llvm::zip(getHandlers().getAsValueRange<StringAttr>(), getTargets()))
    if (block->getNumArguments() != (handler.empty() ? 2u : 3u))
      return emitOpError("leads to a handler with ")
             << block->getNumArguments() << " arguments instead of object, kind"
             << (handler.empty() ? "" : " and address");
  return success();
}
