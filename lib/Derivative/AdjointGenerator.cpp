// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "AdjointGenerator.h"
#include "Contributions.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Interfaces/ScalarRule.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

void AdjointArithmetic::notifyOperationInserted(Operation *op, OpBuilder::InsertPoint) {
  if (!isa<arith::AddFOp, arith::SubFOp, arith::MulFOp>(op))
    return;
  auto flags = arith::FastMathFlags::contract;
  if (isa<arith::AddFOp>(op))
    flags = flags | arith::FastMathFlags::reassoc;
  op->setAttr(cast<arith::ArithFastMathInterface>(op).getFastMathAttrName(),
              arith::FastMathFlagsAttr::get(op->getContext(), flags));
}

LogicalResult AdjointGenerator::run(ArrayRef<Value> seeds) {
  root = std::make_unique<Frame>(&primal.getBody(), nullptr, builder.getInsertionBlock());
  // The marker between the sweeps; folded away when nothing uses it.
  marker = root->prologueEnd = emitIndex(builder, primal.getLoc(), 0).getDefiningOp();
  Block &body = primal.getBody().front();
  for (auto [result, seed] : llvm::zip_equal(body.getTerminator()->getOperands(), seeds))
    if (seed)
      addAdjoint(*root, result, seed);
  reverseBody(body, *root);
  return failure(failed);
}

Value AdjointGenerator::getArgumentAdjoint(unsigned index) {
  return root->adjoints.lookup(primal.getArgument(index));
}

void AdjointGenerator::fail(Operation *op, StringRef code, const Twine &message) {
  if (!failed)
    emitRefusal(op->getLoc(), code, message);
  failed = true;
}

/// The condition under which a value is not a structural zero, if it is `condition ? value : 0` or
/// `condition ? 0 : value`; null otherwise.
static Value findSelection(OpBuilder &builder, Value value) {
  auto select = value.getDefiningOp<arith::SelectOp>();
  if (!select)
    return {};
  if (matchPattern(select.getFalseValue(), m_AnyZeroFloat()))
    return select.getCondition();
  if (!matchPattern(select.getTrueValue(), m_AnyZeroFloat()))
    return {};
  Value yes = arith::ConstantOp::create(builder, value.getLoc(), builder.getBoolAttr(true));
  return arith::XOrIOp::create(builder, value.getLoc(), select.getCondition(), yes);
}

static Value negated(Value condition) {
  auto negation = condition.getDefiningOp<arith::XOrIOp>();
  return negation && matchPattern(negation.getRhs(), m_One()) ? negation.getLhs() : Value();
}

/// The guard of a sum of two guarded values; null when it may always be non-zero.
static Value joinGuards(OpBuilder &builder, Location location, Value first, Value second) {
  if (!first || !second || negated(first) == second || negated(second) == first)
    return {};
  return first == second ? first
                         : arith::OrIOp::create(builder, location, first, second).getResult();
}

void AdjointGenerator::addAdjoint(Frame &frame, Value primal, Value contribution, Value guard) {
  if (!activity.isActive(primal))
    return;
  Location location = withSuffix(primal.getLoc(), "_bar");
  if (Value selection = findSelection(builder, contribution))
    guard = guard && guard != selection
                ? arith::AndIOp::create(builder, location, guard, selection).getResult()
                : selection;
  Value &adjoint = frame.adjoints[primal];
  if (adjoint) {
    adjoint =
        emitSum(primal.getParentBlock()->getParentOp(), adjoint, contribution, builder, location);
    guard = joinGuards(builder, location, frame.guards.lookup(primal), guard);
  } else {
    adjoint = contribution;
  }
  if (guard)
    frame.guards[primal] = guard;
  else
    frame.guards.erase(primal);
}

Value AdjointGenerator::takeAdjoint(Frame &frame, Value primal) {
  auto found = frame.adjoints.find(primal);
  if (found == frame.adjoints.end())
    return {};
  Value adjoint = found->second;
  frame.adjoints.erase(found);
  frame.guards.erase(primal);
  return adjoint;
}

Value AdjointGenerator::getAdjointOrZero(Frame &frame, Value primal) {
  if (Value adjoint = frame.adjoints.lookup(primal))
    return adjoint;
  return arith::ConstantOp::create(builder, primal.getLoc(),
                                   builder.getFloatAttr(primal.getType(), 0.0));
}

Value AdjointGenerator::takeAdjointOrZero(Frame &frame, Value primal) {
  Value adjoint = getAdjointOrZero(frame, primal);
  frame.adjoints.erase(primal);
  frame.guards.erase(primal);
  return adjoint;
}

void AdjointGenerator::reverseBody(Block &body, Frame &frame) {
  zeroStores.clear();
  // The reverse sweep runs only if no exception was thrown.
  if (activity.getColdCode().contains(&body))
    return;
  for (Operation &op : llvm::reverse(body.without_terminator())) {
    if (failed)
      return;
    reverseOperation(&op, frame);
  }
}

void AdjointGenerator::reverseOperation(Operation *op, Frame &frame) {
  // Control flow, and accesses to whole objects, end what is known about single locations.
  bool isStraight =
      op->getNumRegions() == 0 &&
      !isa<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::AllocOp, func::CallOp, ad::RuleCallOp>(op);
  if (!isStraight)
    zeroStores.clear();
  auto forgetAfter = llvm::scope_exit([&] {
    if (!isStraight)
      zeroStores.clear();
  });
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](scf::ForOp loop) { reverseFor(loop, frame); })
      .Case([&](scf::WhileOp loop) { reverseWhile(loop, frame); })
      .Case<scf::IfOp, scf::IndexSwitchOp>([&](Operation *branch) { reverseBranch(branch, frame); })
      .Case<cxx::LoadOp>([&](Operation *load) { reverseLoad(load, frame); })
      .Case<cxx::StoreOp>([&](Operation *store) { reverseStore(store, frame); })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) { reverseCopy(copy, frame); })
      .Case<cxx::FillOp>([&](Operation *fill) { reverseFill(fill, frame); })
      .Case<cxx::AllocOp>([&](Operation *alloc) { reverseAllocation(alloc, frame); })
      .Case<func::CallOp>([&](Operation *call) { reverseCall(call, frame); })
      .Case<ad::RuleCallOp>([&](Operation *call) { reverseRuleCall(call, frame); })
      // The adjoint of a local object lives as long as the function; a release has nothing to undo.
      .Case<cxx::AllocaOp, cxx::DeallocOp, cxx::InactiveCallOp, cxx::AtomicOp, cxx::AssertOp>(
          [](Operation *) {})
      .Default([&](Operation *other) { reverseScalar(other, frame); });
}

/// Operations whose partial derivatives are finite constants: zero in, zero out.
static bool isLinear(Operation *op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::NegFOp, arith::ExtFOp, arith::TruncFOp,
             arith::SelectOp>(op);
}

namespace {
/// Primal values in the reverse sweep.
class RecallContext : public PrimalContext {
public:
  RecallContext(Recall &recall, Frame &frame, Operation *op)
      : recall(recall), frame(frame), op(op) {}
  Value operand(unsigned index) override { return recall.primal(frame, op->getOperand(index)); }
  Value result() override { return recall.primal(frame, op->getResult(0)); }

private:
  Recall &recall;
  Frame &frame;
  Operation *op;
};
} // namespace

void AdjointGenerator::reverseScalar(Operation *op, Frame &frame) {
  if (op->getNumResults() != 1)
    return;
  Value guard = frame.guards.lookup(op->getResult(0));
  Value adjoint = takeAdjoint(frame, op->getResult(0));
  if (!adjoint)
    return;
  auto rule = dyn_cast<ScalarRuleInterface>(op);
  if (!rule) {
    if (carriesDerivative(op))
      fail(op, "no-rule",
           "no derivative is known for operation '" + op->getName().getStringRef() + "'");
    return;
  }
  if (guard && !isLinear(op))
    return reverseGuarded(op, frame, adjoint, guard);
  RecallContext context(recall, frame, op);
  for (OpOperand &operand : op->getOpOperands()) {
    unsigned index = operand.getOperandNumber();
    if (!activity.isActive(operand.get()) || !rule.isDifferentiableOperand(index))
      continue;
    Value part = emitContribution(op, index, adjoint, context, builder,
                                  withSuffix(operand.get().getLoc(), "_bar"));
    if (part)
      addAdjoint(frame, operand.get(), part, guard);
  }
}

// The value of `op` was not selected unless `guard` holds: its partial derivatives, which may be
// infinite then, are evaluated only if it does.
void AdjointGenerator::reverseGuarded(Operation *op, Frame &frame, Value adjoint, Value guard) {
  Location location = op->getLoc();
  auto rule = cast<ScalarRuleInterface>(op);
  OperationState state(location, scf::IfOp::getOperationName());
  state.addOperands(guard);
  OpBuilder::InsertPoint next = builder.saveInsertionPoint();
  builder.createBlock(state.addRegion());
  RecallContext context(recall, frame, op);
  SmallVector<Value> parts, operands, zeros;
  for (OpOperand &operand : op->getOpOperands()) {
    unsigned index = operand.getOperandNumber();
    if (!activity.isActive(operand.get()) || !rule.isDifferentiableOperand(index))
      continue;
    if (Value part = emitContribution(op, index, adjoint, context, builder,
                                      withSuffix(operand.get().getLoc(), "_bar"))) {
      parts.push_back(part);
      operands.push_back(operand.get());
    }
  }
  scf::YieldOp::create(builder, location, parts);
  builder.createBlock(state.addRegion());
  for (Value part : parts)
    zeros.push_back(
        arith::ConstantOp::create(builder, location, builder.getFloatAttr(part.getType(), 0.0)));
  scf::YieldOp::create(builder, location, zeros);
  state.addTypes(ValueRange(parts).getTypes());
  builder.restoreInsertionPoint(next);
  Operation *branch = builder.create(state);
  for (auto [operand, part] : llvm::zip_equal(operands, branch->getResults()))
    addAdjoint(frame, operand, part, guard);
}
