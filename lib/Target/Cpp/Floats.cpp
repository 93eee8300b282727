// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Floating-point arithmetic and mathematical functions, operation for operation as the IR has them.

#include "FunctionPrinter.h"

#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

Expression FunctionPrinter::emitFloatConstant(const APFloat &value) {
  CppType type = CppType::floating(APFloat::getSizeInBits(value.getSemantics()));
  auto [text, isNegative] = spellFloat(context, value);
  return {text, isNegative ? Unary : Primary, type};
}

std::optional<BinaryParts> FunctionPrinter::splitMulAdd(cxx::MulAddOp op) {
  CppType type = getCanonicalType(op.getType());
  Expression product =
      combine(balance(emit(op.getA()), emit(op.getB()), "*", Multiplicative, type, true));
  Expression addend = emit(op.getC());
  if (op.getNegate())
    return BinaryParts{addend, product, "-", Additive, type, false};
  bool isSum = !op.getSubtract();
  return BinaryParts{product, addend, isSum ? "+" : "-", Additive, type, isSum};
}

std::optional<BinaryParts> FunctionPrinter::splitFloat(Operation *op) {
  if (auto fused = dyn_cast<cxx::MulAddOp>(op))
    return splitMulAdd(fused);
  auto binary = [&](llvm::StringRef symbol, int precedence, bool isCommutative) {
    return std::optional(balance(emit(op->getOperand(0)), emit(op->getOperand(1)), symbol,
                                 precedence, getCanonicalType(op->getResult(0).getType()),
                                 isCommutative));
  };
  return llvm::TypeSwitch<Operation *, std::optional<BinaryParts>>(op)
      .Case([&](arith::AddFOp) { return binary("+", Additive, true); })
      .Case([&](arith::SubFOp) { return binary("-", Additive, false); })
      .Case([&](arith::MulFOp) { return binary("*", Multiplicative, true); })
      .Case([&](arith::DivFOp) { return binary("/", Multiplicative, false); })
      .Default([](Operation *) { return std::nullopt; });
}

Expression FunctionPrinter::emitCompare(arith::CmpFOp op, bool negated) {
  using P = arith::CmpFPredicate;
  CppType type = getCanonicalType(op.getLhs().getType());
  Expression lhs = emit(op.getLhs()), rhs = emit(op.getRhs());
  auto function = [&](llvm::StringRef name, ArrayRef<Expression> arguments, bool opposite) {
    context.headers.insert("cmath");
    SmallVector<Expression> exact;
    for (const Expression &argument : arguments)
      exact.push_back(convert(argument, type));
    Expression result = call(name, exact, CppType::boolean());
    return opposite != negated ? Expression{"!" + result.text, Unary, result.type} : result;
  };
  // `a < b` and its opposite, which also holds for NaN.
  auto ordered = [&](llvm::StringRef symbol, bool opposite) {
    Expression result = combine(balance(lhs, rhs, symbol, Relational, type, false));
    result.type = CppType::boolean();
    return opposite != negated ? Expression{"!(" + result.text + ")", Unary, result.type} : result;
  };
  auto equal = [&](bool isEqual) {
    Expression result =
        combine(balance(lhs, rhs, isEqual != negated ? "==" : "!=", Equality, type, true));
    result.type = CppType::boolean();
    return result;
  };
  bool isSame = op.getLhs() == op.getRhs();
  switch (op.getPredicate()) {
  case P::OEQ:
    return isSame ? function("std::isnan", {lhs}, true) : equal(true);
  case P::UNE:
    return isSame ? function("std::isnan", {lhs}, false) : equal(false);
  case P::OLT:
    return ordered("<", false);
  case P::OLE:
    return ordered("<=", false);
  case P::OGT:
    return ordered(">", false);
  case P::OGE:
    return ordered(">=", false);
  case P::UGE:
    return ordered("<", true);
  case P::UGT:
    return ordered("<=", true);
  case P::ULE:
    return ordered(">", true);
  case P::ULT:
    return ordered(">=", true);
  case P::ONE:
    return function("std::islessgreater", {lhs, rhs}, false);
  case P::UEQ:
    return function("std::islessgreater", {lhs, rhs}, true);
  case P::ORD:
  case P::UNO: {
    bool opposite = op.getPredicate() == P::ORD;
    return isSame ? function("std::isnan", {lhs}, opposite)
                  : function("std::isunordered", {lhs, rhs}, opposite);
  }
  case P::AlwaysFalse:
    return {negated ? "true" : "false", Primary, CppType::boolean()};
  case P::AlwaysTrue:
    return {negated ? "false" : "true", Primary, CppType::boolean()};
  }
  llvm_unreachable("all predicates are handled");
}

Expression FunctionPrinter::emitMath(Operation *op, llvm::StringRef name) {
  bool isOwn = name.starts_with("costate::");
  context.headers.insert(isOwn ? "costate/runtime.hpp" : name == "std::abs" ? "cstdlib" : "cmath");
  SmallVector<Expression> arguments;
  for (Value operand : op->getOperands())
    arguments.push_back(emitExact(operand));
  return call(name, arguments, getCanonicalType(op->getResult(0).getType()));
}

/// The C++ function of a mathematical operation; "" if there is none.
static llvm::StringRef getFunction(Operation *op) {
  return llvm::StringSwitch<llvm::StringRef>(op->getName().getStringRef())
      .Case("math.sin", "std::sin")
      .Case("math.cos", "std::cos")
      .Case("math.tan", "std::tan")
      .Case("math.asin", "std::asin")
      .Case("math.acos", "std::acos")
      .Case("math.atan", "std::atan")
      .Case("math.atan2", "std::atan2")
      .Case("math.sinh", "std::sinh")
      .Case("math.cosh", "std::cosh")
      .Case("math.tanh", "std::tanh")
      .Case("math.asinh", "std::asinh")
      .Case("math.acosh", "std::acosh")
      .Case("math.atanh", "std::atanh")
      .Case("math.exp", "std::exp")
      .Case("math.exp2", "std::exp2")
      .Case("math.expm1", "std::expm1")
      .Case("math.log", "std::log")
      .Case("math.log2", "std::log2")
      .Case("math.log10", "std::log10")
      .Case("math.log1p", "std::log1p")
      .Case("math.powf", "std::pow")
      .Case("math.sqrt", "std::sqrt")
      .Case("math.cbrt", "std::cbrt")
      .Case("math.erf", "std::erf")
      .Case("math.erfc", "std::erfc")
      .Case("math.floor", "std::floor")
      .Case("math.ceil", "std::ceil")
      .Case("math.trunc", "std::trunc")
      .Case("math.round", "std::round")
      .Case("math.absf", "std::fabs")
      .Case("math.absi", "std::abs")
      .Case("math.copysign", "std::copysign")
      .Case("math.fma", "std::fma")
      .Case("math.fpowi", "std::pow")
      .Case("math.isnan", "std::isnan")
      .Case("math.isinf", "std::isinf")
      .Case("math.isfinite", "std::isfinite")
      .Case("math.isnormal", "std::isnormal")
      .Case("arith.remf", "std::fmod")
      .Case("arith.maxnumf", "std::fmax")
      .Case("arith.minnumf", "std::fmin")
      .Case("cxx.tgamma", "std::tgamma")
      .Case("cxx.lgamma", "std::lgamma")
      .Case("cxx.rint", "std::rint")
      .Case("cxx.nearbyint", "std::nearbyint")
      .Case("cxx.hypot", "std::hypot")
      .Case("cxx.hypot3", "std::hypot")
      .Case("cxx.remainder", "std::remainder")
      .Case("cxx.fdim", "std::fdim")
      .Case("cxx.fmin", "std::fmin")
      .Case("cxx.fmax", "std::fmax")
      .Case("cxx.exp10", "exp10")
      .Case("cxx.digamma", "costate::digamma")
      .Case("cxx.trigamma", "costate::trigamma")
      .Default("");
}

/// An instruction on the first lane of a vector, by the intrinsic functions that every compiler for
/// the processor has.
Expression FunctionPrinter::emitFirstLane(Operation *op, llvm::StringRef intrinsic) {
  context.headers.insert("xmmintrin.h");
  Expression lanes = call("_mm_set_ss", {emitExact(op->getOperand(0))}, CppType());
  return call("_mm_cvtss_f32", {call(intrinsic, {lanes}, CppType())},
              getCanonicalType(op->getResult(0).getType()));
}

std::optional<Expression> FunctionPrinter::emitFloat(Operation *op) {
  if (auto parts = splitFloat(op))
    return combine(*parts);
  if (llvm::StringRef name = getFunction(op); !name.empty())
    return emitMath(op, name);
  using Result = std::optional<Expression>;
  CppType type =
      op->getNumResults() == 1 ? getCanonicalType(op->getResult(0).getType()) : CppType();
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](arith::NegFOp negation) -> Result {
        Expression operand = convert(emit(negation.getOperand()), type);
        bool isNegative = llvm::StringRef(operand.text).starts_with("-");
        return Expression{"-" + (isNegative ? "(" + operand.text + ")" : in(operand, Unary)), Unary,
                          type};
      })
      .Case([&](arith::CmpFOp compare) -> Result { return emitCompare(compare, false); })
      .Case([&](arith::ExtFOp extension) -> Result {
        return convert(emit(extension.getIn()), getCanonicalType(extension.getIn().getType()));
      })
      .Case([&](arith::TruncFOp truncation) -> Result {
        return convert(
            convert(emit(truncation.getIn()), getCanonicalType(truncation.getIn().getType())),
            type);
      })
      .Case<arith::FPToSIOp, arith::FPToUIOp>([&](Operation *) -> Result {
        CppType integer = CppType::integer(op->getResult(0).getType().getIntOrFloatBitWidth(),
                                           isa<arith::FPToSIOp>(op));
        if (integer.bits == 1)
          return fail(op, "a conversion to 'bool' has no form in C++");
        return convert(emitExact(op->getOperand(0)), integer);
      })
      .Case([&](arith::BitcastOp bits) -> Result {
        context.headers.insert("costate/runtime.hpp");
        auto spelled = [&](Type shape) {
          return isa<IntegerType>(shape) ? CppType::integer(shape.getIntOrFloatBitWidth(), false)
                                         : getCanonicalType(shape);
        };
        CppType to = spelled(bits.getType());
        Expression from = convert(emit(bits.getIn()), spelled(bits.getIn().getType()));
        return call("costate::bit_cast<" + spell(to) + ">", {from}, to);
      })
      .Case([&](cxx::ComplexFunctionOp function) -> Result { return emitComplex(function); })
      .Case([&](cxx::RsqrtEstimateOp) -> Result { return emitFirstLane(op, "_mm_rsqrt_ss"); })
      .Case([&](cxx::RcpEstimateOp) -> Result { return emitFirstLane(op, "_mm_rcp_ss"); })
      .Case([&](math::RsqrtOp root) -> Result {
        context.headers.insert("cmath");
        Expression inner = call("std::sqrt", {emitExact(root.getOperand())}, type);
        return combine({{type.bits == 32   ? "1.0f"
                         : type.bits == 80 ? "1.0L"
                                           : "1.0",
                         Primary, type},
                        inner,
                        "/",
                        Multiplicative,
                        type,
                        false});
      })
      .Default([](Operation *) { return std::nullopt; });
}
