// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ScalarEvaluator.h"

#include "costate/runtime/special_functions.hpp"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/StringMap.h"
#include "gtest/gtest.h"

#include <cmath>
#include <functional>

using namespace mlir;

namespace {

using Arguments = llvm::ArrayRef<double>;
using Function = std::function<double(Arguments)>;

Function unary(double (*f)(double)) {
  return [f](Arguments x) { return f(x[0]); };
}
Function binary(double (*f)(double, double)) {
  return [f](Arguments x) { return f(x[0], x[1]); };
}

const llvm::StringMap<Function> &functions() {
  static const llvm::StringMap<Function> table = {
      {"arith.addf", [](Arguments x) { return x[0] + x[1]; }},
      {"arith.subf", [](Arguments x) { return x[0] - x[1]; }},
      {"arith.mulf", [](Arguments x) { return x[0] * x[1]; }},
      {"arith.divf", [](Arguments x) { return x[0] / x[1]; }},
      {"arith.negf", [](Arguments x) { return -x[0]; }},
      {"arith.remf", binary(std::fmod)},
      {"arith.andi", [](Arguments x) { return double(x[0] && x[1]); }},
      {"arith.ori", [](Arguments x) { return double(x[0] || x[1]); }},
      {"arith.select", [](Arguments x) { return x[0] ? x[1] : x[2]; }},
      {"arith.maximumf",
       [](Arguments x) { return std::isnan(x[0]) || x[0] >= x[1] ? x[0] : x[1]; }},
      {"arith.minimumf",
       [](Arguments x) { return std::isnan(x[0]) || x[0] <= x[1] ? x[0] : x[1]; }},
      {"arith.maxnumf", binary(std::fmax)},
      {"arith.minnumf", binary(std::fmin)},
      {"arith.extf", [](Arguments x) { return x[0]; }},
      {"arith.truncf", [](Arguments x) { return double(float(x[0])); }},
      {"arith.sitofp", [](Arguments x) { return x[0]; }},
      {"math.sin", unary(std::sin)},
      {"math.cos", unary(std::cos)},
      {"math.tan", unary(std::tan)},
      {"math.asin", unary(std::asin)},
      {"math.acos", unary(std::acos)},
      {"math.atan", unary(std::atan)},
      {"math.atan2", binary(std::atan2)},
      {"math.sinh", unary(std::sinh)},
      {"math.cosh", unary(std::cosh)},
      {"math.tanh", unary(std::tanh)},
      {"math.asinh", unary(std::asinh)},
      {"math.acosh", unary(std::acosh)},
      {"math.atanh", unary(std::atanh)},
      {"math.exp", unary(std::exp)},
      {"math.exp2", unary(std::exp2)},
      {"math.expm1", unary(std::expm1)},
      {"math.log", unary(std::log)},
      {"math.log2", unary(std::log2)},
      {"math.log10", unary(std::log10)},
      {"math.log1p", unary(std::log1p)},
      {"math.powf", binary(std::pow)},
      {"math.fpowi", binary(std::pow)},
      {"math.sqrt", unary(std::sqrt)},
      {"math.rsqrt", [](Arguments x) { return 1.0 / std::sqrt(x[0]); }},
      {"math.cbrt", unary(std::cbrt)},
      {"math.erf", unary(std::erf)},
      {"math.erfc", unary(std::erfc)},
      {"math.absf", unary(std::fabs)},
      {"math.copysign", binary(std::copysign)},
      {"math.fma", [](Arguments x) { return std::fma(x[0], x[1], x[2]); }},
      {"math.floor", unary(std::floor)},
      {"math.ceil", unary(std::ceil)},
      {"math.trunc", unary(std::trunc)},
      {"math.round", unary(std::round)},
      {"cxx.tgamma", unary(std::tgamma)},
      {"cxx.lgamma", unary(std::lgamma)},
      {"cxx.digamma", unary(costate::digamma)},
      {"cxx.trigamma", unary(costate::trigamma)},
      {"cxx.rsqrt_estimate", [](Arguments x) { return 1.0 / std::sqrt(x[0]); }},
      {"cxx.rcp_estimate", [](Arguments x) { return 1.0 / x[0]; }},
      {"cxx.exp10", unary(::exp10)},
      {"cxx.rint", unary(std::rint)},
      {"cxx.nearbyint", unary(std::nearbyint)},
      {"cxx.hypot", binary(std::hypot)},
      {"cxx.hypot3", [](Arguments x) { return std::hypot(x[0], x[1], x[2]); }},
      {"cxx.remainder", binary(std::remainder)},
      {"cxx.fdim", binary(std::fdim)},
      {"cxx.fmin", binary(std::fmin)},
      {"cxx.fmax", binary(std::fmax)},
  };
  return table;
}

double compare(arith::CmpFPredicate predicate, double x, double y) {
  switch (predicate) {
  case arith::CmpFPredicate::OEQ:
    return x == y;
  case arith::CmpFPredicate::OGT:
    return x > y;
  case arith::CmpFPredicate::OGE:
    return x >= y;
  case arith::CmpFPredicate::OLT:
    return x < y;
  case arith::CmpFPredicate::OLE:
    return x <= y;
  case arith::CmpFPredicate::UGE:
    return !(x < y);
  case arith::CmpFPredicate::ULE:
    return !(x > y);
  case arith::CmpFPredicate::UNO:
    return std::isnan(x) || std::isnan(y);
  default:
    ADD_FAILURE() << "predicate not known to the evaluator";
    return 0.0;
  }
}

/// x * y + z with the operation's signs; the tests' points round alike fused and not.
double multiplyAdd(Operation &op, Arguments x) {
  double product = op.hasAttr("negate") ? -(x[0] * x[1]) : x[0] * x[1];
  return op.hasAttr("subtract") ? product - x[2] : product + x[2];
}

double constant(arith::ConstantOp op) {
  if (auto number = dyn_cast<FloatAttr>(op.getValue()))
    return number.getValueAsDouble();
  return static_cast<double>(cast<IntegerAttr>(op.getValue()).getInt());
}

} // namespace

ScalarEvaluator::ScalarEvaluator(Block &block, llvm::ArrayRef<double> arguments) {
  for (auto [argument, value] : llvm::zip_equal(block.getArguments(), arguments))
    values[argument] = value;
  for (Operation &op : block)
    if (op.getNumResults() == 1)
      values[op.getResult(0)] = evaluate(op);
}

double ScalarEvaluator::evaluate(Operation &op) const {
  if (auto number = dyn_cast<arith::ConstantOp>(op))
    return constant(number);
  llvm::SmallVector<double> arguments;
  for (Value operand : op.getOperands())
    arguments.push_back(values.lookup(operand));
  if (auto comparison = dyn_cast<arith::CmpFOp>(op))
    return compare(comparison.getPredicate(), arguments[0], arguments[1]);
  StringRef name = op.getName().getStringRef();
  if (name == "cxx.mul_add")
    return multiplyAdd(op, arguments);
  auto function = functions().find(name);
  if (function == functions().end()) {
    ADD_FAILURE() << name.str() << " is not known to the evaluator";
    return 0.0;
  }
  return function->second(arguments);
}
