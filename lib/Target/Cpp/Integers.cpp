// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integer arithmetic. Operations that do not overflow (`nsw`) are written with signed types,
// wrapping ones with unsigned types, so that the text has defined behaviour wherever the IR has.

#include "FunctionPrinter.h"

#include "mlir/Dialect/Math/IR/Math.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static unsigned getWidth(Type type) {
  return isa<IndexType>(type) ? 64 : type.getIntOrFloatBitWidth();
}

Expression FunctionPrinter::constantOf(const APInt &value, unsigned bits) {
  CppType type = CppType::integer(value.isSignedIntN(32) ? 32 : 64, true);
  if (value.isMinSignedValue() && bits >= 32) {
    context.headers.insert("limits");
    return {"std::numeric_limits<" + spell(type) + ">::min()", Postfix, type};
  }
  llvm::SmallString<24> digits;
  value.toStringSigned(digits);
  spell(type);
  return {digits.str().str(), value.isNegative() ? Unary : Primary, type, value};
}

/// Brings the operands of a binary operator to types from which C++ makes `type`, with as few casts
/// as possible.
BinaryParts FunctionPrinter::balance(Expression lhs, Expression rhs, llvm::StringRef symbol,
                                     int precedence, CppType type, bool isCommutative) {
  if (type.kind == CppType::Int && type.bits < 32) {
    lhs = convert(lhs, type);
    rhs = convert(rhs, type);
    return {lhs, rhs, symbol, precedence, promote(type), isCommutative};
  }
  auto fix = [&](Expression &operand) {
    // An unsigned operand of the same size would make the whole expression unsigned.
    bool wouldWin = type.kind == CppType::Int && type.isSigned &&
                    operand.type.kind == CppType::Int && !operand.type.isSigned &&
                    operand.type.bits >= type.bits;
    if (wouldWin || (type.kind == CppType::Int && operand.type.kind == CppType::Int &&
                     operand.type.bits > type.bits))
      operand = convert(operand, type);
    // A negative constant among unsigned operands is spelled as what it becomes.
    if (type.kind == CppType::Int && !type.isSigned && operand.constant &&
        operand.constant->isNegative() && symbol != "+" && symbol != "-")
      operand = convert(operand, type);
  };
  fix(lhs);
  fix(rhs);
  if (promote(lhs.type) != type && promote(rhs.type) != type) {
    // `i + 3L` reads better than `static_cast<long>(i) + 3`.
    if (rhs.constant && type.kind == CppType::Int)
      rhs = convert(rhs, type);
    else
      lhs = convert(lhs, type);
  }
  return {lhs, rhs, symbol, precedence, type, isCommutative};
}

namespace {
struct IntegerOperator {
  llvm::StringRef symbol;
  int precedence;
  bool isSigned, isCommutative;
};
} // namespace

static std::optional<IntegerOperator> getOperator(Operation *op) {
  auto arithmetic = [](auto op, llvm::StringRef symbol, int precedence, bool isCommutative) {
    bool noWrap = bitEnumContainsAny(op.getOverflowFlags(), arith::IntegerOverflowFlags::nsw);
    return std::optional(IntegerOperator{symbol, precedence, noWrap, isCommutative});
  };
  auto plain = [](llvm::StringRef symbol, int precedence, bool isSigned,
                  bool isCommutative = false) {
    return std::optional(IntegerOperator{symbol, precedence, isSigned, isCommutative});
  };
  return llvm::TypeSwitch<Operation *, std::optional<IntegerOperator>>(op)
      .Case([&](arith::AddIOp add) { return arithmetic(add, "+", Additive, true); })
      .Case([&](arith::SubIOp sub) { return arithmetic(sub, "-", Additive, false); })
      .Case([&](arith::MulIOp mul) { return arithmetic(mul, "*", Multiplicative, true); })
      .Case([&](arith::DivSIOp) { return plain("/", Multiplicative, true); })
      .Case([&](arith::DivUIOp) { return plain("/", Multiplicative, false); })
      .Case([&](arith::RemSIOp) { return plain("%", Multiplicative, true); })
      .Case([&](arith::RemUIOp) { return plain("%", Multiplicative, false); })
      .Case([&](arith::AndIOp) { return plain("&", BitAnd, true, true); })
      .Case([&](arith::OrIOp) { return plain("|", BitOr, true, true); })
      .Case([&](arith::XOrIOp) { return plain("^", BitXor, true, true); })
      .Default([](Operation *) { return std::nullopt; });
}

std::optional<BinaryParts> FunctionPrinter::splitInteger(Operation *op) {
  auto found = getOperator(op);
  if (!found || !op->getResult(0).getType().isIntOrIndex() ||
      op->getResult(0).getType().isInteger(1))
    return std::nullopt;
  Expression lhs = emit(op->getOperand(0)), rhs = emit(op->getOperand(1));
  unsigned bits = getWidth(op->getResult(0).getType());
  bool isSigned = found->isSigned;
  // Bitwise operations are the same for both; keep what the operands are.
  if (found->precedence <= BitAnd && found->precedence >= BitOr)
    isSigned = !((lhs.type == CppType::integer(bits, false) || lhs.constant) &&
                 (rhs.type == CppType::integer(bits, false) || rhs.constant));
  return balance(lhs, rhs, found->symbol, found->precedence, CppType::integer(bits, isSigned),
                 found->isCommutative);
}

Expression FunctionPrinter::emitLogical(Operation *op) {
  Value left = op->getOperand(0), right = op->getOperand(1);
  if (isa<arith::XOrIOp>(op)) {
    for (auto [constant, other] : {std::pair(left, right), std::pair(right, left)})
      if (auto known = constant.getDefiningOp<arith::ConstantOp>())
        return cast<IntegerAttr>(known.getValue()).getValue().isZero() ? emit(other)
                                                                       : negate(other);
    return combine({emit(left), emit(right), "!=", Equality, CppType::boolean(), true});
  }
  if (isa<arith::AndIOp>(op))
    return combine({emit(left), emit(right), "&&", LogicalAnd, CppType::boolean(), true});
  if (isa<arith::OrIOp>(op))
    return combine({emit(left), emit(right), "||", LogicalOr, CppType::boolean(), true});
  return fail(op, "arithmetic on 'bool' has no form in C++");
}

Expression FunctionPrinter::negate(Value condition) {
  Operation *op = condition.getDefiningOp();
  if (op && plan.isInlined(op)) {
    if (auto compare = dyn_cast<arith::CmpIOp>(op))
      return emitCompare(compare, /*negated=*/true);
    if (auto compare = dyn_cast<arith::CmpFOp>(op))
      return emitCompare(compare, /*negated=*/true);
    if (auto flip = dyn_cast<arith::XOrIOp>(op))
      if (auto known = flip.getRhs().getDefiningOp<arith::ConstantOp>())
        return cast<IntegerAttr>(known.getValue()).getValue().isZero() ? negate(flip.getLhs())
                                                                       : emit(flip.getLhs());
  }
  Expression expression = emit(condition);
  if (llvm::StringRef(expression.text).starts_with("!") && expression.precedence == Unary)
    return {expression.text.substr(1), Primary, CppType::boolean()};
  if (expression.text == "true" || expression.text == "false")
    return {expression.text == "true" ? "false" : "true", Primary, CppType::boolean()};
  return {"!" + in(expression, Unary), Unary, CppType::boolean()};
}

Expression FunctionPrinter::emitCompare(arith::CmpIOp op, bool negated) {
  using P = arith::CmpIPredicate;
  P predicate = negated ? arith::invertPredicate(op.getPredicate()) : op.getPredicate();
  Expression lhs = emit(op.getLhs()), rhs = emit(op.getRhs());
  unsigned bits = getWidth(op.getLhs().getType());
  bool isEquality = predicate == P::eq || predicate == P::ne;
  if (bits == 1 && !isEquality)
    return fail(op, "an ordering of 'bool' values has no form in C++");
  if (bits == 1)
    return combine(
        {lhs, rhs, predicate == P::eq ? "==" : "!=", Equality, CppType::boolean(), true});
  bool isUnsigned =
      predicate == P::ult || predicate == P::ule || predicate == P::ugt || predicate == P::uge;
  // Comparisons that a compiler can decide would be warned of: they are printed decided.
  auto isZero = [](const Expression &side) { return side.constant && side.constant->isZero(); };
  if ((isZero(rhs) && (predicate == P::ult || predicate == P::uge)) ||
      (isZero(lhs) && (predicate == P::ugt || predicate == P::ule)))
    return {predicate == P::uge || predicate == P::ule ? "true" : "false", Primary,
            CppType::boolean()};
  if (isEquality)
    isUnsigned = (lhs.type == CppType::integer(bits, false) || lhs.constant) &&
                 (rhs.type == CppType::integer(bits, false) || rhs.constant);
  CppType type = CppType::integer(bits, !isUnsigned);
  // Comparing is done in the wider type; both sides only have to agree about the sign.
  auto agree = [&](Expression &side) {
    bool isSameSign = side.type.kind == CppType::Bool || side.type.isSigned == type.isSigned;
    if (side.constant && (!side.constant->isNegative() || type.isSigned))
      return;
    if (!isSameSign || side.type.bits > bits || (bits < 32 && side.type != type))
      side = convert(side, type);
  };
  agree(lhs);
  agree(rhs);
  llvm::StringRef symbol;
  switch (predicate) {
  case P::eq:
    symbol = "==";
    break;
  case P::ne:
    symbol = "!=";
    break;
  case P::slt:
  case P::ult:
    symbol = "<";
    break;
  case P::sle:
  case P::ule:
    symbol = "<=";
    break;
  case P::sgt:
  case P::ugt:
    symbol = ">";
    break;
  case P::sge:
  case P::uge:
    symbol = ">=";
    break;
  }
  return combine({lhs, rhs, symbol, isEquality ? Equality : Relational, CppType::boolean(), false});
}

/// The operand of a widening conversion, left to C++ where its own type widens the same way.
Expression FunctionPrinter::extend(Value value, bool isSigned) {
  Expression operand = emit(value);
  unsigned bits = getWidth(value.getType());
  if (bits == 1) {
    if (isSigned)
      return {"-static_cast<int>(" + operand.text + ")", Unary, CppType::integer(32, true)};
    return operand;
  }
  if (operand.constant && isSigned)
    return operand;
  CppType exact = CppType::integer(bits, isSigned);
  bool isNarrowUnsigned = operand.type.bits < bits && !operand.type.isSigned;
  if (operand.type == exact || isNarrowUnsigned || (operand.type.bits < bits && isSigned))
    return operand;
  return convert(operand, exact);
}

Expression FunctionPrinter::emitTruncate(Value value, Type type) {
  Expression operand = emit(value);
  unsigned bits = getWidth(type);
  if (bits == 1) {
    Expression bit =
        combine({operand, {"1", Primary, CppType::integer(32, true)}, "&", BitAnd, {}, true});
    return {"(" + bit.text + ") != 0", Equality, CppType::boolean()};
  }
  if (operand.type.bits <= bits && !operand.constant)
    return operand;
  return convert(operand, CppType::integer(bits, operand.type.isSigned));
}

Expression FunctionPrinter::emitShift(Operation *op, llvm::StringRef symbol, bool isSigned) {
  unsigned bits = getWidth(op->getResult(0).getType());
  CppType type = CppType::integer(std::max(bits, 32u), isSigned);
  Expression lhs = convert(extend(op->getOperand(0), isSigned), type);
  Expression shifted = combine({lhs, emit(op->getOperand(1)), symbol, Shift, type, false});
  return bits < 32 ? convert(shifted, CppType::integer(bits, isSigned)) : shifted;
}

std::optional<Expression> FunctionPrinter::emitInteger(Operation *op) {
  if (op->getNumResults() == 1 && op->getResult(0).getType().isInteger(1) && getOperator(op))
    return emitLogical(op);
  if (auto parts = splitInteger(op)) {
    bool isNegation = parts->symbol == "-" && parts->type.isSigned && parts->type.bits >= 32 &&
                      parts->lhs.constant && parts->lhs.constant->isZero();
    if (isNegation)
      return Expression{"-" + in(convert(parts->rhs, parts->type), Postfix), Unary, parts->type};
    unsigned bits = getWidth(op->getResult(0).getType());
    Expression result = combine(*parts);
    return bits < 32 ? convert(result, CppType::integer(bits, true)) : result;
  }
  auto extreme = [&](llvm::StringRef name, bool isSigned) -> std::optional<Expression> {
    context.headers.insert("algorithm");
    CppType type = CppType::integer(getWidth(op->getResult(0).getType()), isSigned);
    return call(name,
                {convert(emit(op->getOperand(0)), type), convert(emit(op->getOperand(1)), type)},
                type);
  };
  auto countBits = [&](llvm::StringRef name) -> std::optional<Expression> {
    context.headers.insert("costate/runtime.hpp");
    CppType type = CppType::integer(getWidth(op->getResult(0).getType()), false);
    return call(name, {convert(emit(op->getOperand(0)), type)}, CppType::integer(32, true));
  };
  using Result = std::optional<Expression>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](math::CountLeadingZerosOp) { return countBits("costate::leading_zeros"); })
      .Case([&](math::CountTrailingZerosOp) { return countBits("costate::trailing_zeros"); })
      .Case([&](math::CtPopOp) { return countBits("costate::count_ones"); })
      .Case([&](arith::CmpIOp compare) -> Result { return emitCompare(compare, false); })
      .Case([&](arith::ShLIOp) -> Result { return emitShift(op, "<<", false); })
      .Case([&](arith::ShRSIOp) -> Result { return emitShift(op, ">>", true); })
      .Case([&](arith::ShRUIOp) -> Result { return emitShift(op, ">>", false); })
      .Case<arith::ExtSIOp, arith::SIToFPOp, arith::IndexCastOp>(
          [&](Operation *) -> Result { return extend(op->getOperand(0), true); })
      .Case<arith::ExtUIOp, arith::UIToFPOp, arith::IndexCastUIOp>(
          [&](Operation *) -> Result { return extend(op->getOperand(0), false); })
      .Case([&](arith::TruncIOp truncate) -> Result {
        return emitTruncate(truncate.getIn(), truncate.getType());
      })
      .Case([&](arith::MinSIOp) { return extreme("std::min", true); })
      .Case([&](arith::MaxSIOp) { return extreme("std::max", true); })
      .Case([&](arith::MinUIOp) { return extreme("std::min", false); })
      .Case([&](arith::MaxUIOp) { return extreme("std::max", false); })
      .Case([&](cxx::InductionOp induction) -> Result { return emitInduction(induction); })
      .Case([&](cxx::TripCountOp trips) -> Result { return emitTripCount(trips); })
      .Case([&](cxx::PtrDiffOp difference) -> Result {
        // The distance from null is the address as a number.
        if (isa_and_nonnull<cxx::NullOp>(difference.getRhs().getDefiningOp())) {
          std::string type = spell(CppType::integer(64, true));
          return Expression{"reinterpret_cast<" + type + ">(" + emit(difference.getLhs()).text +
                                ")",
                            Postfix, CppType::integer(64, true)};
        }
        context.usesAddresses = true;
        return combine({emit(difference.getLhs()), emit(difference.getRhs()), "-", Additive,
                        CppType::integer(64, true), false});
      })
      .Case([&](cxx::PtrCmpOp compare) -> Result { return emitCompare(compare); })
      .Default([](Operation *) { return std::nullopt; });
}
