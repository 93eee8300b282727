// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Contributions.h"
#include "FiniteChecks.h"

#include "costate/Dialect/AD/AD.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace costate;

static bool hasNumerics(Operation *op, StringRef kind) {
  auto module = op->getParentOfType<ModuleOp>();
  auto numerics = module ? module->getAttrOfType<StringAttr>(ad::numericsAttr) : StringAttr();
  return numerics && numerics.getValue() == kind;
}

/// A constant that a zero may be multiplied by, or divided by if `asDivisor`.
static bool isHarmlessFactor(Value value, bool asDivisor) {
  APFloat number(0.0);
  return matchPattern(value, m_ConstantFloat(&number)) &&
         (asDivisor ? !number.isZero() && !number.isNaN() : number.isFinite());
}

/// Whether a contribution is zero for a zero seed by the way it is computed.
static bool absorbsByItself(Value contribution, Value seed) {
  if (contribution == seed || matchPattern(contribution, m_AnyZeroFloat()))
    return true;
  Operation *op = contribution.getDefiningOp();
  auto absorbs = [&](unsigned operand) { return absorbsByItself(op->getOperand(operand), seed); };
  if (!op)
    return false;
  if (isa<arith::NegFOp, arith::ExtFOp, arith::TruncFOp>(op))
    return absorbs(0);
  if (isa<arith::AddFOp, arith::SubFOp>(op))
    return absorbs(0) && absorbs(1);
  if (isa<arith::SelectOp>(op))
    return absorbs(1) && absorbs(2);
  if (isa<arith::MulFOp>(op))
    return (absorbs(0) && isHarmlessFactor(op->getOperand(1), false)) ||
           (absorbs(1) && isHarmlessFactor(op->getOperand(0), false));
  if (isa<arith::DivFOp>(op))
    return absorbs(0) && isHarmlessFactor(op->getOperand(1), true);
  return isa<ad::AbsorbZeroOp>(op) && absorbs(1);
}

static bool isConstant(Value value) { return matchPattern(value, m_Constant()); }

namespace {
/// Hands out primal values whose derivatives a zero seed stops.
class GatedContext : public PrimalContext {
public:
  GatedContext(PrimalContext &inner, Value seed, OpBuilder &builder)
      : inner(inner), seed(seed), builder(builder) {}
  Value operand(unsigned index) override { return gate(inner.operand(index)); }
  Value result() override { return gate(inner.result()); }

private:
  Value gate(Value value) {
    // Rules fold constants, which have no derivative anyway.
    if (value.getType() != seed.getType() || isConstant(value))
      return value;
    return ad::GateOp::create(builder, value.getLoc(), seed, value);
  }

  PrimalContext &inner;
  Value seed;
  OpBuilder &builder;
};
} // namespace

/// Stops where the contribution is infinite or NaN for a finite seed.
static void checkContribution(Operation *op, unsigned operand, Value seed, Value contribution,
                              PrimalContext &primal, OpBuilder &builder) {
  if (!isa<FloatType>(contribution.getType()))
    return;
  SmallVector<ShownNumber> numbers = {{"seed", seed}};
  for (unsigned i = 0; i < op->getNumOperands(); ++i)
    if (isa<FloatType>(op->getOperand(i).getType()) && !isConstant(op->getOperand(i)))
      numbers.push_back({describeOperand(op, i), primal.operand(i)});
  emitFiniteCheck(op->getParentOfType<ModuleOp>(), builder, op->getLoc(), contribution, seed,
                  "the derivative of " + describeOperation(op) + " with respect to " +
                      describeOperand(op, operand),
                  numbers);
}

Value costate::emitSum(Operation *op, Value x, Value y, OpBuilder &builder, Location location) {
  Value sum = arith::AddFOp::create(builder, location, x, y);
  if (hasNumerics(op, ad::checked) && isa<FloatType>(sum.getType()))
    emitFiniteCheck(op->getParentOfType<ModuleOp>(), builder, location, sum, {x, y},
                    "a sum of derivatives", {});
  return sum;
}

Value costate::emitContribution(Operation *op, unsigned operand, Value seed, PrimalContext &primal,
                                OpBuilder &builder, Location location) {
  auto rule = cast<ScalarRuleInterface>(op);
  if (hasNumerics(op, ad::checked)) {
    Value contribution = rule.applyPartial(operand, seed, primal, builder, location);
    if (contribution && !absorbsByItself(contribution, seed))
      checkContribution(op, operand, seed, contribution, primal, builder);
    return contribution;
  }
  // A constant seed is 1, or would have been left out.
  if (!hasNumerics(op, ad::strongZero) || isConstant(seed))
    return rule.applyPartial(operand, seed, primal, builder, location);
  GatedContext gated(primal, seed, builder);
  Value contribution = rule.applyPartial(operand, seed, gated, builder, location);
  if (!contribution || absorbsByItself(contribution, seed))
    return contribution;
  return ad::AbsorbZeroOp::create(builder, location, seed, contribution);
}

static Value emitAbsorption(OpBuilder &builder, ad::AbsorbZeroOp op) {
  Location location = op.getLoc();
  Type type = op.getType();
  TypedAttr attribute = builder.getFloatAttr(getElementTypeOrSelf(type), 0.0);
  if (auto shaped = dyn_cast<ShapedType>(type))
    attribute = DenseElementsAttr::get(shaped, Attribute(attribute));
  Value zero = arith::ConstantOp::create(builder, location, attribute);
  Value isZero =
      arith::CmpFOp::create(builder, location, arith::CmpFPredicate::OEQ, op.getSeed(), zero);
  return arith::SelectOp::create(builder, location, isZero, zero, op.getContribution());
}

void costate::lowerStrongZeros(ModuleOp module) {
  module.walk([](ad::GateOp gate) {
    gate.replaceAllUsesWith(gate.getValue());
    gate.erase();
  });
  module.walk([](ad::AbsorbZeroOp op) {
    OpBuilder builder(op);
    op.replaceAllUsesWith(emitAbsorption(builder, op));
    op.erase();
  });
  module->removeAttr(ad::numericsAttr);
}
