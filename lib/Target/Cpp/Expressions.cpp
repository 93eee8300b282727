// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values as expressions with as few parentheses and casts as C++ allows.

#include "FunctionPrinter.h"

#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

Expression FunctionPrinter::fail(Operation *op, const llvm::Twine &message) {
  if (!failed)
    emitRefusal(op->getLoc(), "cpp-unsupported", message);
  failed = true;
  return {"0", Primary, {}};
}

std::string FunctionPrinter::spell(CppType type) {
  context.usesLong |= type.kind == CppType::Int && type.bits == 64;
  return type.spell();
}

/// The text of an expression as an operand of an operator with the given precedence.
std::string FunctionPrinter::in(const Expression &expression, int precedence) {
  if (expression.precedence >= precedence)
    return expression.text;
  return "(" + expression.text + ")";
}

Expression FunctionPrinter::emit(Value value) {
  value = plan.resolve(value);
  if (scf::ForOp loop = plan.getInductionLoop(value)) {
    const Name &name = loopNames[loop];
    return {name.text, Primary, name.type};
  }
  if (scf::ForOp loop = plan.getIterationLoop(value))
    return emitIteration(loop);
  if (Variable *variable = plan.getVariable(value)) {
    CppType type = getCanonicalType(variable->type);
    if (variable->isUnsigned && type.kind == CppType::Int)
      type.isSigned = false;
    return {variableNames[variable], Primary, type};
  }
  if (auto found = bound.find(value); found != bound.end()) {
    const Name &name = found->second;
    usedArguments.insert(value);
    if (isa<cxx::CodeType>(value.getType()) && isa<BlockArgument>(value))
      return {"reinterpret_cast<const void *>(" + name.text + ")", Postfix, {}};
    if (name.isObject)
      return {"&" + name.text, Unary, {}};
    if (name.needsCast)
      return {"static_cast<" + spell(name.type) + ">(" + name.text + ")", Postfix, name.type};
    return {name.text, Primary, name.type};
  }
  Operation *op = value.getDefiningOp();
  if (!op)
    return fail(function, "a value of this function has no C++ name");
  return emitOperation(op);
}

Expression FunctionPrinter::emitOperation(Operation *op) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    return emitConstant(constant);
  if (auto poison = dyn_cast<ub::PoisonOp>(op))
    return emitPoison(poison.getType());
  if (auto address = emitAddress(op))
    return *address;
  if (auto integer = emitInteger(op))
    return *integer;
  if (auto floating = emitFloat(op))
    return *floating;
  if (auto select = dyn_cast<arith::SelectOp>(op))
    return emitSelect(select.getCondition(), select.getTrueValue(), select.getFalseValue(),
                      select.getType());
  if (auto branch = dyn_cast<scf::IfOp>(op))
    return emitSelect(branch.getCondition(), branch.thenYield()->getOperand(0),
                      branch.elseYield()->getOperand(0), branch.getResult(0).getType());
  return fail(op, "'" + op->getName().getStringRef() + "' has no form in C++");
}

Expression FunctionPrinter::emitConstant(arith::ConstantOp op) {
  if (auto floating = dyn_cast<FloatAttr>(op.getValue()))
    return emitFloatConstant(floating.getValue());
  auto integer = dyn_cast<IntegerAttr>(op.getValue());
  if (!integer)
    return fail(op, "a constant of this type has no form in C++");
  if (op.getType().isInteger(1))
    return {integer.getValue().isZero() ? "false" : "true", Primary, CppType::boolean()};
  return constantOf(integer.getValue(), integer.getValue().getBitWidth());
}

/// An uninitialized value: any will do, and zero is silent.
Expression FunctionPrinter::emitPoison(Type type) {
  CppType scalar = getCanonicalType(type);
  switch (scalar.kind) {
  case CppType::Bool:
    return {"false", Primary, scalar};
  case CppType::Int:
    return constantOf(APInt(scalar.bits, 0), scalar.bits);
  case CppType::Float:
    return {scalar.bits == 32 ? "0.0f" : scalar.bits == 80 ? "0.0L" : "0.0", Primary, scalar};
  case CppType::Other:
    return {"nullptr", Primary, {}};
  }
  llvm_unreachable("all kinds are handled");
}

Expression FunctionPrinter::convert(Expression expression, CppType type) {
  if (expression.type == type || type.kind == CppType::Other)
    return expression;
  if (type.kind == CppType::Int && expression.constant) {
    APInt value = expression.constant->sextOrTrunc(type.bits);
    if (type.bits < 32)
      return {"static_cast<" + spell(type) + ">(" + expression.text + ")", Postfix, type};
    llvm::StringRef suffix =
        type.bits == 64 ? (type.isSigned ? "L" : "UL") : (type.isSigned ? "" : "U");
    bool isLowest = type.isSigned && value.isMinSignedValue();
    if (!isLowest) {
      llvm::SmallString<24> digits;
      value.toString(digits, 10, type.isSigned);
      spell(type);
      int precedence = digits.starts_with("-") ? Unary : Primary;
      return {(digits + suffix).str(), precedence, type, value};
    }
  }
  return {"static_cast<" + spell(type) + ">(" + expression.text + ")", Postfix, type};
}

Expression FunctionPrinter::emitExact(Value value) {
  Expression expression = emit(value);
  CppType type = getCanonicalType(value.getType());
  return type.kind == CppType::Other ? expression : convert(expression, type);
}

Expression FunctionPrinter::call(llvm::StringRef name, ArrayRef<Expression> arguments,
                                 CppType type) {
  std::string text = (name + "(").str();
  for (auto [index, argument] : llvm::enumerate(arguments))
    text += (index ? ", " : "") + argument.text;
  return {text + ")", Postfix, type};
}

std::optional<BinaryParts> FunctionPrinter::splitBinary(Operation *op) {
  if (auto floating = splitFloat(op))
    return floating;
  return splitInteger(op);
}

/// Puts `lhs symbol rhs` together; `a + -b` becomes `a - b`, which is the same in every arithmetic.
Expression FunctionPrinter::combine(BinaryParts parts) {
  llvm::StringRef symbol = parts.symbol;
  if ((symbol == "+" || symbol == "-") && parts.rhs.precedence == Unary &&
      llvm::StringRef(parts.rhs.text).starts_with("-") &&
      !llvm::StringRef(parts.rhs.text).starts_with("--")) {
    parts.rhs.text.erase(0, 1);
    symbol = symbol == "+" ? "-" : "+";
  }
  // Compilers ask for parentheses where the precedence of two operators is often mistaken.
  auto guard = [&](const Expression &operand, int needed) {
    bool isMistakable = (parts.precedence <= Shift && operand.precedence == Additive &&
                         parts.precedence != Relational && parts.precedence != Equality &&
                         parts.precedence > LogicalAnd) ||
                        (parts.precedence == LogicalOr && operand.precedence == LogicalAnd) ||
                        (parts.precedence >= BitOr && parts.precedence <= BitAnd &&
                         operand.precedence < Unary && operand.precedence != parts.precedence) ||
                        (parts.precedence == Equality && operand.precedence <= Relational) ||
                        (parts.precedence == Relational && operand.precedence <= Relational);
    return isMistakable ? in(operand, Unary) : in(operand, needed);
  };
  std::string text = guard(parts.lhs, parts.precedence) + " " + symbol.str() + " " +
                     guard(parts.rhs, parts.precedence + 1);
  return {text, parts.precedence, parts.type};
}

Expression FunctionPrinter::emitSelect(Value condition, Value ifTrue, Value ifFalse, Type type) {
  Expression test = emit(condition), left = emit(ifTrue), right = emit(ifFalse);
  CppType scalar = getCanonicalType(type);
  if (scalar.kind != CppType::Other && left.type != right.type) {
    left = convert(left, scalar);
    right = convert(right, scalar);
  } else {
    scalar = left.type;
  }
  return {in(test, LogicalOr) + " ? " + in(left, LogicalOr) + " : " + in(right, LogicalOr), Ternary,
          scalar};
}
