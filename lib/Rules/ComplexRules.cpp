// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rule of functions of complex numbers, which are pairs of reals here. All functions are
// holomorphic in each argument: with the complex derivative D = u + iv of f = p + iq with respect
// to a + ib, the partials are dp/da = u, dp/db = -v, dq/da = v, dq/db = u (Cauchy and Riemann).
// docs/Numerics.md lists the derivatives.

#include "ComplexRules.h"

#include "RuleBuilder.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Interfaces/ScalarRule.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace costate;

namespace {

struct Complex {
  Value re, im;
};

/// Complex arithmetic on the nodes of a rule.
class ComplexBuilder {
public:
  ComplexBuilder(RuleBuilder &rule, OpBuilder &builder, Location location)
      : rule(rule), builder(builder), location(location) {}

  Complex number(StringRef re) { return {rule.number(re), rule.number("0.0")}; }
  Complex negate(Complex x) { return {rule.negate(x.re), rule.negate(x.im)}; }
  Complex add(Complex x, Complex y) { return {rule.add(x.re, y.re), rule.add(x.im, y.im)}; }
  Complex subtract(Complex x, Complex y) {
    return {rule.subtract(x.re, y.re), rule.subtract(x.im, y.im)};
  }
  Complex multiply(Complex x, Complex y) {
    return {rule.subtract(rule.multiply(x.re, y.re), rule.multiply(x.im, y.im)),
            rule.add(rule.multiply(x.re, y.im), rule.multiply(x.im, y.re))};
  }
  Complex scale(StringRef factor, Complex x) {
    Value number = rule.number(factor);
    return {rule.multiply(number, x.re), rule.multiply(number, x.im)};
  }
  Complex call(StringRef function, ArrayRef<Complex> arguments) {
    SmallVector<Value> parts;
    for (const Complex &argument : arguments)
      parts.append({argument.re, argument.im});
    auto part = [&](bool imaginary) {
      return cxx::ComplexFunctionOp::create(builder, location, parts[0].getType(), function,
                                            imaginary, parts);
    };
    return {part(false), part(true)};
  }
  Complex divide(Complex x, Complex y) { return call("div", {x, y}); }
  Complex inverse(Complex x) { return divide(number("1.0"), x); }

  /// The complex derivative with respect to argument `index`; reals that are null stay unknown.
  std::optional<Complex> differentiate(StringRef function, ArrayRef<Complex> arguments,
                                       unsigned index);

private:
  std::optional<Complex> differentiateUnary(StringRef function, Complex x);

  RuleBuilder &rule;
  OpBuilder &builder;
  Location location;
};

} // namespace

std::optional<Complex> ComplexBuilder::differentiateUnary(StringRef function, Complex x) {
  Complex one = number("1.0");
  if (function == "exp")
    return call("exp", x);
  if (function == "log")
    return inverse(x);
  if (function == "sqrt")
    return inverse(scale("2.0", call("sqrt", x)));
  if (function == "sin")
    return call("cos", x);
  if (function == "cos")
    return negate(call("sin", x));
  if (function == "sinh")
    return call("cosh", x);
  if (function == "cosh")
    return call("sinh", x);
  if (function == "proj")
    return one;
  if (function == "tan" || function == "tanh") {
    Complex value = call(function, x), square = multiply(value, value);
    return function == "tan" ? add(one, square) : subtract(one, square);
  }
  if (function == "asin" || function == "acos") {
    Complex root = inverse(call("sqrt", multiply(subtract(one, x), add(one, x))));
    return function == "asin" ? root : negate(root);
  }
  if (function == "atan")
    return inverse(add(one, multiply(x, x)));
  if (function == "asinh")
    return inverse(call("sqrt", add(one, multiply(x, x))));
  // Two roots: the branch cut of acosh lies on the left of 1.
  if (function == "acosh")
    return inverse(multiply(call("sqrt", subtract(x, one)), call("sqrt", add(x, one))));
  if (function == "atanh")
    return inverse(subtract(one, multiply(x, x)));
  return std::nullopt;
}

std::optional<Complex> ComplexBuilder::differentiate(StringRef function,
                                                     ArrayRef<Complex> arguments, unsigned index) {
  if (arguments.size() == 1)
    return differentiateUnary(function, arguments[0]);
  Complex x = arguments[0], y = arguments[1];
  if (function == "div" && index == 0)
    return inverse(y);
  if (function == "div")
    return negate(divide(divide(x, y), y));
  if (function == "pow" && index == 0)
    return multiply(y, call("pow", {x, subtract(y, number("1.0"))}));
  if (function != "pow")
    return std::nullopt;
  // 0 where the power is 0: log(0) is infinite.
  Complex value = call("pow", arguments), product = multiply(value, call("log", x));
  Value zero = rule.number("0.0");
  Value isZero = rule.logicalAnd(rule.compare<arith::CmpFPredicate::OEQ>(value.re, zero),
                                 rule.compare<arith::CmpFPredicate::OEQ>(value.im, zero));
  return Complex{rule.select(isZero, zero, product.re), rule.select(isZero, zero, product.im)};
}

namespace {

struct ComplexFunctionModel
    : ScalarRuleInterface::ExternalModel<ComplexFunctionModel, cxx::ComplexFunctionOp> {
  Value applyPartial(Operation *op, unsigned operand, Value seed, PrimalContext &primal,
                     OpBuilder &builder, Location location) const {
    auto typed = cast<cxx::ComplexFunctionOp>(op);
    RuleBuilder rule(op, seed, builder, location);
    bool ofImaginary = operand % 2, isImaginary = typed.getImaginary();
    // One real number of the derivative is asked for: u where the sides agree, else v or -v.
    bool isSame = ofImaginary == isImaginary;
    bool isNegative = ofImaginary && !isImaginary;
    Value partial;
    if (isProduct(typed)) {
      partial = primal.operand(getFactor(operand, isSame));
    } else {
      SmallVector<Complex> arguments;
      for (unsigned i = 0; i < op->getNumOperands(); i += 2)
        arguments.push_back({primal.operand(i), primal.operand(i + 1)});
      ComplexBuilder numbers(rule, builder, location);
      std::optional<Complex> derivative =
          numbers.differentiate(typed.getFunction(), arguments, operand / 2);
      if (!derivative)
        return {};
      partial = isSame ? derivative->re : derivative->im;
    }
    rule.beginContribution();
    Value product = rule.multiply(seed, partial);
    return isNegative ? rule.negate(product) : product;
  }

  bool isDifferentiableOperand(Operation *, unsigned) const { return true; }

  void primalUses(Operation *op, unsigned operand, bool &usesResult,
                  llvm::SmallBitVector &operandsUsed) const {
    auto typed = cast<cxx::ComplexFunctionOp>(op);
    usesResult = false;
    operandsUsed.clear();
    operandsUsed.resize(op->getNumOperands());
    if (!isProduct(typed)) {
      operandsUsed.set();
      return;
    }
    operandsUsed.set(getFactor(operand, (operand % 2) == unsigned(typed.getImaginary())));
  }

private:
  static bool isProduct(cxx::ComplexFunctionOp op) {
    return op.getFunction() == "mul" || op.getFunction() == "recover";
  }
  /// The derivative of a product is the other factor: its real part, or its imaginary part.
  static unsigned getFactor(unsigned operand, bool real) {
    return (operand < 2 ? 2 : 0) + (real ? 0 : 1);
  }
};

} // namespace

void costate::attachComplexRules(MLIRContext *context) {
  cxx::ComplexFunctionOp::attachInterface<ComplexFunctionModel>(*context);
}
