// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration and verification of the 'ad' dialect.

#include "costate/Dialect/AD/AD.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/InliningUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate::ad;

#include "costate/Dialect/AD/ADDialect.cpp.inc"

#include "costate/Dialect/AD/ADEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "costate/Dialect/AD/ADTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "costate/Dialect/AD/ADAttributes.cpp.inc"

#define GET_OP_CLASSES
#include "costate/Dialect/AD/ADOps.cpp.inc"

namespace {
/// Without this interface the inliner would keep calls silently.
struct ADInlinerInterface : public DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Operation *, bool) const final { return true; }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final { return true; }
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final { return true; }
};
} // namespace

void ADDialect::initialize() {
  addInterfaces<ADInlinerInterface>();
  addTypes<
#define GET_TYPEDEF_LIST
#include "costate/Dialect/AD/ADTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "costate/Dialect/AD/ADAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "costate/Dialect/AD/ADOps.cpp.inc"
      >();
}

/// Whether an earlier request of the module makes the function: it is checked once it exists.
static bool isMadeEarlier(RequestOp request) {
  for (Operation *op = request->getPrevNode(); op; op = op->getPrevNode())
    if (auto earlier = dyn_cast<RequestOp>(op);
        earlier && earlier.getResult() == request.getPrimal())
      return true;
  return false;
}

/// `%tape, %value, ... : type of the tape`
ParseResult TapePushOp::parse(OpAsmParser &parser, OperationState &result) {
  OpAsmParser::UnresolvedOperand tape;
  SmallVector<OpAsmParser::UnresolvedOperand> values;
  TapeType type;
  if (parser.parseOperand(tape) || parser.parseComma() ||
      parser.parseOperandList(values, /*requiredOperandCount=*/-1) ||
      parser.parseOptionalAttrDict(result.attributes) || parser.parseColon() ||
      parser.parseCustomTypeWithFallback(type) ||
      parser.resolveOperand(tape, type, result.operands) ||
      parser.resolveOperands(values, type.getElementType(), result.operands))
    return failure();
  return success();
}

void TapePushOp::print(OpAsmPrinter &printer) {
  printer << " " << getTape() << ", " << getValues();
  printer.printOptionalAttrDict((*this)->getAttrs());
  printer << " : ";
  printer.printStrippedAttrOrType(cast<TapeType>(getTape().getType()));
}

LogicalResult TapePushOp::verify() {
  if (getValues().empty())
    return emitOpError("appends nothing");
  Type element = cast<TapeType>(getTape().getType()).getElementType();
  for (Value value : getValues())
    if (value.getType() != element)
      return emitOpError("appends a value of type ")
             << value.getType() << " to a tape of " << element;
  return success();
}

LogicalResult RequestOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto primal = symbols.lookupNearestSymbolFrom<FunctionOpInterface>(*this, getPrimalAttr());
  if (!primal && isMadeEarlier(*this))
    return success();
  if (!primal)
    return emitOpError("names an unknown function ") << getPrimalAttr();
  if (primal.isDeclaration())
    return emitOpError("needs the body of ") << getPrimalAttr();
  int32_t previous = -1;
  for (int32_t index : getWrt()) {
    if (index <= previous)
      return emitOpError("has wrt indices that are not strictly ascending");
    if (index >= static_cast<int32_t>(primal.getNumArguments()))
      return emitOpError("has wrt index ") << index << ", but " << getPrimalAttr() << " has "
                                           << primal.getNumArguments() << " arguments";
    previous = index;
  }
  if (getWrt().empty())
    return emitOpError("differentiates with respect to nothing");
  if (getMode() == Mode::Grad || getMode() == Mode::Hvp) {
    auto results = primal.getResultTypes();
    if (results.size() != 1 || !isa<FloatType>(results.front()))
      return emitOpError("of mode ")
             << stringifyMode(getMode()) << " needs a function that returns one float";
  }
  return success();
}
