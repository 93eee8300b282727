// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiler builtins on the bits of integers and on what the compiler knows: byte swaps, parity,
// classification of numbers, sizes of objects, neighbours of constants.

#include "FunctionImporter.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// The bytes in the opposite order.
static Value swapBytes(FunctionImporter &importer, Value x, SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(location);
  unsigned width = x.getType().getIntOrFloatBitWidth();
  Value result;
  for (unsigned bit = 0; bit < width; bit += 8) {
    Value from = importer.constantInt(x.getType(), bit, location);
    Value to = importer.constantInt(x.getType(), width - 8 - bit, location);
    Value mask = importer.constantInt(x.getType(), 0xff, location);
    Value byte =
        arith::AndIOp::create(builder, at, arith::ShRUIOp::create(builder, at, x, from), mask);
    Value moved = arith::ShLIOp::create(builder, at, byte, to);
    result = result ? arith::OrIOp::create(builder, at, result, moved).getResult() : moved;
  }
  return result;
}

/// `__builtin_fpclassify(nan, infinite, normal, subnormal, zero, x)`.
static Value classify(FunctionImporter &importer, llvm::ArrayRef<Value> operands,
                      SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(location);
  Value x = operands[5];
  auto type = llvm::cast<mlir::FloatType>(x.getType());
  auto constant = [&](const llvm::APFloat &value) {
    return arith::ConstantOp::create(builder, at, mlir::FloatAttr::get(type, value));
  };
  Value size = mlir::math::AbsFOp::create(builder, at, x);
  auto select = [&](arith::CmpFPredicate predicate, Value bound, Value yes, Value no) -> Value {
    Value condition = arith::CmpFOp::create(builder, at, predicate, size, bound);
    return arith::SelectOp::create(builder, at, condition, yes, no);
  };
  const llvm::fltSemantics &semantics = type.getFloatSemantics();
  using P = arith::CmpFPredicate;
  Value small = constant(llvm::APFloat::getSmallestNormalized(semantics));
  Value result = select(P::OGE, small, operands[2], operands[3]);
  result = select(P::OEQ, constant(llvm::APFloat::getZero(semantics)), operands[4], result);
  result = select(P::OEQ, constant(llvm::APFloat::getInf(semantics)), operands[1], result);
  return select(P::UNO, size, operands[0], result);
}

/// `nextafter` of constants.
static std::optional<llvm::APFloat> findNeighbour(const clang::CallExpr *call,
                                                  const clang::ASTContext &ast) {
  Expr::EvalResult from, to;
  if (call->getNumArgs() != 2 || !call->getArg(0)->EvaluateAsRValue(from, ast) ||
      !call->getArg(1)->EvaluateAsRValue(to, ast) || !from.Val.isFloat() || !to.Val.isFloat() ||
      from.HasSideEffects || to.HasSideEffects)
    return std::nullopt;
  llvm::APFloat value = from.Val.getFloat(), target = to.Val.getFloat();
  if (&value.getSemantics() != &target.getSemantics() || value.isNaN() || target.isNaN())
    return std::nullopt;
  auto order = value.compare(target);
  if (order == llvm::APFloat::cmpEqual)
    return target;
  value.next(/*nextDown=*/order == llvm::APFloat::cmpGreaterThan);
  return value;
}

std::optional<Value> FunctionImporter::emitKnownValue(const clang::CallExpr *call,
                                                      llvm::StringRef name) {
  SourceLocation location = call->getExprLoc();
  if (name == "nextafter" || name == "nextafterf" || name == "nextafterl") {
    if (std::optional<llvm::APFloat> value = findNeighbour(call, ast))
      return emitConstant(clang::APValue(*value), call->getType(), location);
    return std::nullopt;
  }
  // What is constant was folded before.
  if (name == "constant_p") {
    mlir::Type type = importType(call->getType(), location);
    return type ? constantInt(type, 0, location) : Value();
  }
  if (name == "object_size" || name == "dynamic_object_size") {
    Expr::EvalResult kind;
    mlir::Type type = importType(call->getType(), location);
    if (!type || !call->getArg(1)->EvaluateAsInt(kind, ast))
      return std::nullopt;
    return constantInt(type, kind.Val.getInt().getZExtValue() < 2 ? -1 : 0, location);
  }
  bool isClass = name == "fpclassify";
  bool isSwap = name == "bswap16" || name == "bswap32" || name == "bswap64";
  bool isParity = name == "parity" || name == "parityl" || name == "parityll";
  if (!isClass && !isSwap && !isParity)
    return std::nullopt;
  llvm::SmallVector<Value> operands;
  for (const Expr *argument : call->arguments()) {
    operands.push_back(emitScalar(argument));
    if (!operands.back())
      return Value();
  }
  if (isClass && operands.size() == 6)
    return classify(*this, operands, location);
  Value x = operands[0];
  if (isSwap)
    return swapBytes(*this, x, location);
  Value count = mlir::math::CtPopOp::create(builder, at(location), x);
  Value odd =
      arith::AndIOp::create(builder, at(location), count, constantInt(x.getType(), 1, location));
  return convertScalar(odd, getUnsigned(x.getType()), call->getType(), location);
}

Value FunctionImporter::emitAddressNumber(Value pointer, QualType type, SourceLocation location) {
  mlir::Type imported = importType(type, location);
  if (!imported)
    return {};
  // The distance from null in bytes.
  auto bytes = cxx::PtrType::get(builder.getNoneType());
  Value number =
      cxx::PtrDiffOp::create(builder, at(location), builder.getI64Type(),
                             castPointer(pointer, bytes, location), zero(bytes, location));
  return convertScalar(number, ast.UnsignedLongTy, type, location);
}

Value FunctionImporter::emitNumberedPointer(const Expr *number, QualType type,
                                            SourceLocation location) {
  if (!type->isObjectPointerType() || ast.getTypeSize(number->getType()) != 64)
    return refuse(location, "unsupported-pointer-integer-cast",
                  "conversion of integers to '" + type.getAsString(ast.getPrintingPolicy()) +
                      "' is not supported");
  mlir::Type pointer = importType(type, location);
  Value value = pointer ? emitScalar(number) : Value();
  if (!value)
    return {};
  value = convertScalar(value, number->getType(), ast.LongTy, location);
  return value ? cxx::NumberToPtrOp::create(builder, at(location), pointer, value).getResult()
               : Value();
}
