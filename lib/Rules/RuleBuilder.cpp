// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "RuleBuilder.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using llvm::APFloat;

namespace costate {

static std::optional<APFloat> asNumber(Value value) {
  APFloat number(0.0);
  if (matchPattern(value, m_ConstantFloat(&number)))
    return number;
  return std::nullopt;
}

static bool isNumber(Value value, double expected) {
  std::optional<APFloat> number = asNumber(value);
  return number && number->isExactlyValue(expected);
}

static std::optional<bool> asTruth(Value value) {
  APInt truth;
  if (matchPattern(value, m_ConstantInt(&truth)))
    return !truth.isZero();
  return std::nullopt;
}

/// Both operands, when both are constant.
static std::optional<std::pair<APFloat, APFloat>> asNumbers(Value x, Value y) {
  std::optional<APFloat> first = asNumber(x), second = asNumber(y);
  if (first && second)
    return std::make_pair(*first, *second);
  return std::nullopt;
}

Value RuleBuilder::constant(const APFloat &value, Type type) {
  TypedAttr attribute = FloatAttr::get(getElementTypeOrSelf(type), value);
  if (auto shaped = dyn_cast<ShapedType>(type))
    attribute = DenseElementsAttr::get(shaped, value);
  return arith::ConstantOp::create(builder, location, attribute);
}

Value RuleBuilder::truth(bool value, Type type) {
  TypedAttr attribute = builder.getBoolAttr(value);
  if (auto shaped = dyn_cast<ShapedType>(type))
    attribute = DenseElementsAttr::get(shaped, value);
  return arith::ConstantOp::create(builder, location, attribute);
}

Value RuleBuilder::number(StringRef decimal) {
  Type type = seed.getType();
  return constant(APFloat(cast<FloatType>(getElementTypeOrSelf(type)).getFloatSemantics(), decimal),
                  type);
}

Value RuleBuilder::negate(Value x) {
  if (std::optional<APFloat> number = asNumber(x))
    return constant(-*number, x.getType());
  if (auto negation = x.getDefiningOp<arith::NegFOp>())
    return negation.getOperand();
  return unary<arith::NegFOp>(x);
}

Value RuleBuilder::add(Value x, Value y) {
  if (auto numbers = asNumbers(x, y))
    return constant(numbers->first + numbers->second, x.getType());
  return contractible<arith::AddFOp>(x, y);
}

Value RuleBuilder::subtract(Value x, Value y) {
  if (auto numbers = asNumbers(x, y))
    return constant(numbers->first - numbers->second, x.getType());
  return contractible<arith::SubFOp>(x, y);
}

Value RuleBuilder::multiply(Value x, Value y) {
  if (isNumber(x, 1.0))
    return y;
  if (isNumber(y, 1.0))
    return x;
  if (isNumber(x, -1.0))
    return negate(y);
  if (isNumber(y, -1.0))
    return negate(x);
  if (auto numbers = asNumbers(x, y))
    return constant(numbers->first * numbers->second, x.getType());
  return contractible<arith::MulFOp>(x, y);
}

Value RuleBuilder::divide(Value x, Value y) {
  if (isNumber(y, 1.0))
    return x;
  if (auto numbers = asNumbers(x, y))
    return constant(numbers->first / numbers->second, x.getType());
  return binary<arith::DivFOp>(x, y);
}

Value RuleBuilder::power(Value x, Value y) {
  if (isNumber(y, 0.0))
    return constant(APFloat::getOne(asNumber(y)->getSemantics()), x.getType());
  if (isNumber(y, 1.0))
    return x;
  if (isNumber(y, 2.0))
    return multiply(x, x);
  return binary<math::PowFOp>(x, y);
}

Value RuleBuilder::select(Value condition, Value x, Value y) {
  if (std::optional<bool> truth = asTruth(condition))
    return *truth ? x : y;
  return arith::SelectOp::create(builder, location, condition, x, y);
}

Value RuleBuilder::logicalAnd(Value x, Value y) {
  if (std::optional<bool> truth = asTruth(x))
    return *truth ? y : x;
  if (std::optional<bool> truth = asTruth(y))
    return *truth ? x : y;
  return binary<arith::AndIOp>(x, y);
}

Value RuleBuilder::logicalOr(Value x, Value y) {
  if (std::optional<bool> truth = asTruth(x))
    return *truth ? x : y;
  if (std::optional<bool> truth = asTruth(y))
    return *truth ? y : x;
  return binary<arith::OrIOp>(x, y);
}

Value RuleBuilder::compare(arith::CmpFPredicate predicate, Value x, Value y) {
  Type type = builder.getI1Type();
  if (auto shaped = dyn_cast<ShapedType>(x.getType()))
    type = shaped.clone(type);
  if (auto numbers = asNumbers(x, y))
    return truth(arith::applyCmpPredicate(predicate, numbers->first, numbers->second), type);
  if (x == y && predicate == arith::CmpFPredicate::UNO)
    if (std::optional<APFloat> number = asNumber(x))
      return truth(number->isNaN(), type);
  return arith::CmpFOp::create(builder, location, predicate, x, y);
}

Value RuleBuilder::toFloat(Value x) {
  return arith::SIToFPOp::create(builder, location, seed.getType(), x);
}

Value RuleBuilder::convert(Value x) {
  Type from = x.getType(), to = primalOp->getResult(0).getType();
  if (from == to)
    to = primalOp->getOperand(0).getType();
  if (getElementTypeOrSelf(from).getIntOrFloatBitWidth() <
      getElementTypeOrSelf(to).getIntOrFloatBitWidth())
    return arith::ExtFOp::create(builder, location, to, x);
  return arith::TruncFOp::create(builder, location, to, x);
}

} // namespace costate
