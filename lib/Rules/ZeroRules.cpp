// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules of what derivatives with strong zeros are made of, which second derivatives meet.

#include "ZeroRules.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Interfaces/ScalarRule.h"

using namespace mlir;
using namespace costate;

namespace {

/// A zero seed replaces the value of a contribution d * p, not its derivative: p with respect to d.
struct AbsorbZeroModel : ScalarRuleInterface::ExternalModel<AbsorbZeroModel, ad::AbsorbZeroOp> {
  Value applyPartial(Operation *, unsigned operand, Value seed, PrimalContext &, OpBuilder &,
                     Location) const {
    return operand == 1 ? seed : Value();
  }
  bool isDifferentiableOperand(Operation *, unsigned operand) const { return operand == 1; }
  void primalUses(Operation *op, unsigned, bool &usesResult,
                  llvm::SmallBitVector &operandsUsed) const {
    usesResult = false;
    operandsUsed.clear();
    operandsUsed.resize(op->getNumOperands());
  }
};

/// What comes back is proportional to the gate's seed.
struct GateModel : ScalarRuleInterface::ExternalModel<GateModel, ad::GateOp> {
  Value applyPartial(Operation *, unsigned operand, Value seed, PrimalContext &primal,
                     OpBuilder &builder, Location location) const {
    if (operand != 1)
      return {};
    return ad::AbsorbZeroOp::create(builder, location, primal.operand(0), seed);
  }
  bool isDifferentiableOperand(Operation *, unsigned operand) const { return operand == 1; }
  void primalUses(Operation *op, unsigned operand, bool &usesResult,
                  llvm::SmallBitVector &operandsUsed) const {
    usesResult = false;
    operandsUsed.clear();
    operandsUsed.resize(op->getNumOperands());
    if (operand == 1)
      operandsUsed.set(0);
  }
};

} // namespace

void costate::attachZeroRules(MLIRContext *context) {
  ad::AbsorbZeroOp::attachInterface<AbsorbZeroModel>(*context);
  ad::GateOp::attachInterface<GateModel>(*context);
}
