// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Control flow and values of the forward sweep. Memory: ForwardSweepMemory.cpp.

#include "ForwardSweep.h"
#include "Contributions.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Interfaces/ScalarRule.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

Location costate::withSuffix(Location primal, StringRef suffix) {
  StringRef name = findVariableName(primal);
  if (name.empty() || name.ends_with(suffix))
    return primal;
  return NameLoc::get(StringAttr::get(primal.getContext(), name + suffix), primal);
}

LogicalResult ForwardSweep::sweep(Block &primal) {
  createRegistries(primal);
  findMovedBlocks(primal);
  sweepBody(primal);
  return failure(failed);
}

void ForwardSweep::sweepBody(Block &primal) {
  if (!inCold && activity.getColdCode().contains(&primal))
    return sweepCold(primal);
  for (Operation &op : primal.without_terminator())
    sweepOperation(&op);
}

bool ForwardSweep::needsCompanion(Value primal) const {
  if (isa<cxx::PtrType>(primal.getType()))
    return activity.isMirrored(primal) && !placement.isReverseOnly(primal);
  return mode == Mode::Tangent && activity.isActive(primal);
}

Value ForwardSweep::getCompanion(Value primal, Location location) {
  if (Value companion = companions.lookup(primal))
    return companion;
  if (auto type = dyn_cast<FloatType>(primal.getType()))
    return arith::ConstantOp::create(builder, location, builder.getFloatAttr(type, 0.0));
  // The pointer leads to memory that has no derivative, or is null itself.
  return cxx::NullOp::create(builder, location, primal.getType());
}

void ForwardSweep::sweepOperation(Operation *op) {
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](scf::ForOp loop) { sweepFor(loop); })
      .Case([&](scf::WhileOp loop) { sweepWhile(loop); })
      .Case<scf::IfOp, scf::IndexSwitchOp>([&](Operation *branch) { sweepBranch(branch); })
      .Case<cxx::AllocaOp, cxx::AllocOp>([&](Operation *alloc) { sweepAllocation(alloc); })
      .Case<cxx::DeallocOp>([&](Operation *release) { sweepRelease(release); })
      .Case<cxx::LoadOp>([&](Operation *load) { sweepLoad(load); })
      .Case<cxx::StoreOp>([&](Operation *store) { sweepStore(store); })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) { sweepCopy(copy); })
      .Case<cxx::FillOp>([&](Operation *fill) { sweepFill(fill); })
      .Case<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(
          [&](Operation *path) { sweepAddress(path); })
      .Case<ad::TapeCreateOp, ad::TapePushOp, ad::TapePopOp, ad::TapeDestroyOp>(
          [&](Operation *tape) { sweepTape(tape); })
      .Case<func::CallOp>([&](Operation *call) { sweepCall(call); })
      .Case<cxx::InactiveCallOp>([&](Operation *call) { sweepOpaqueCall(call); })
      .Case<ad::RuleCallOp>([&](Operation *call) { sweepRuleCall(call); })
      .Default([&](Operation *other) { sweepPlain(other); });
}

/// Operations without a derivative of their own: accepted by name or because they are pure scalar
/// operations of the dialects that the importer produces.
static bool isAcceptedPlain(Operation *op) {
  if (isa<cxx::InactiveCallOp, cxx::AtomicOp, cxx::AssertOp, cxx::AddressOfOp, cxx::NullOp,
          cxx::PtrCmpOp, cxx::PtrDiffOp, cxx::ArrayCountOp, cxx::TripCountOp, cxx::VirtualBaseOp,
          cxx::InductionOp, ub::PoisonOp, ad::StopGradientOp, ad::AbsorbZeroOp, ad::GateOp>(op))
    return true;
  return isa<arith::ArithDialect, math::MathDialect, cxx::CxxDialect>(op->getDialect()) &&
         isMemoryEffectFree(op) && op->getNumResults() == 1;
}

void ForwardSweep::sweepPlain(Operation *op) {
  if (!inCold && !isAcceptedPlain(op)) {
    failed = true;
    emitRefusal(op->getLoc(), "unsupported-operation",
                "cannot differentiate operation '" + op->getName().getStringRef() + "'");
    return;
  }
  builder.clone(*op, copies);
  if (auto select = dyn_cast<arith::SelectOp>(op);
      select && isa<cxx::PtrType>(select.getType()) && needsCompanion(select.getResult())) {
    Value first = getCompanion(select.getTrueValue(), op->getLoc());
    Value second = getCompanion(select.getFalseValue(), op->getLoc());
    companions[select.getResult()] = arith::SelectOp::create(
        builder, op->getLoc(), getCopy(select.getCondition()), first, second);
    return;
  }
  if (mode == Mode::Tangent)
    sweepTangent(op);
}

namespace {
/// Tangent arithmetic may be fused (a * x_dot + b * y_dot), primal arithmetic never.
struct TangentArithmetic : public OpBuilder::Listener {
  void notifyOperationInserted(Operation *op, OpBuilder::InsertPoint) override {
    if (isa<arith::AddFOp, arith::SubFOp, arith::MulFOp>(op))
      op->setAttr(cast<arith::ArithFastMathInterface>(op).getFastMathAttrName(),
                  arith::FastMathFlagsAttr::get(op->getContext(), arith::FastMathFlags::contract));
  }
};

/// Primal values next to the copy of the operation itself.
class DirectContext : public PrimalContext {
public:
  DirectContext(const ForwardSweep &sweep, Operation *op) : sweep(sweep), op(op) {}
  Value operand(unsigned index) override { return sweep.getCopy(op->getOperand(index)); }
  Value result() override { return sweep.getCopy(op->getResult(0)); }

private:
  const ForwardSweep &sweep;
  Operation *op;
};
} // namespace

void ForwardSweep::sweepTangent(Operation *op) {
  if (op->getNumResults() != 1 || !needsCompanion(op->getResult(0)))
    return;
  auto rule = dyn_cast<ScalarRuleInterface>(op);
  if (!rule) {
    failed = true;
    emitRefusal(op->getLoc(), "no-rule",
                "no derivative is known for operation '" + op->getName().getStringRef() + "'");
    return;
  }
  DirectContext context(*this, op);
  TangentArithmetic listener;
  builder.setListener(&listener);
  Value sum;
  for (OpOperand &operand : op->getOpOperands()) {
    Value tangent = companions.lookup(operand.get());
    if (!tangent || !rule.isDifferentiableOperand(operand.getOperandNumber()))
      continue;
    Value part = emitContribution(op, operand.getOperandNumber(), tangent, context, builder,
                                  withSuffix(op->getLoc(), "_dot"));
    if (part)
      sum = sum ? emitSum(op, sum, part, builder, withSuffix(op->getLoc(), "_dot")) : part;
  }
  builder.setListener(nullptr);
  if (sum)
    companions[op->getResult(0)] = sum;
}

SmallVector<Value> ForwardSweep::widen(ValueRange values, ValueRange model, Location location) {
  SmallVector<Value> widened;
  for (Value value : values)
    widened.push_back(getCopy(value));
  for (auto [value, like] : llvm::zip_equal(values, model))
    if (needsCompanion(like))
      widened.push_back(getCompanion(value, location));
  return widened;
}

SmallVector<Type> ForwardSweep::widenTypes(ValueRange model) {
  SmallVector<Type> types(model.getTypes());
  for (Value value : model)
    if (needsCompanion(value))
      types.push_back(value.getType());
  return types;
}

void ForwardSweep::bind(ValueRange primal, ValueRange widened) {
  unsigned next = primal.size();
  for (auto [index, value] : llvm::enumerate(primal)) {
    copies.map(value, widened[index]);
    if (needsCompanion(value))
      companions[value] = widened[next++];
  }
}

void ForwardSweep::setLocations(ValueRange primal, ValueRange widened) {
  StringRef suffix = mode == Mode::Tangent ? "_dot" : "_bar";
  unsigned next = primal.size();
  for (auto [index, value] : llvm::enumerate(primal)) {
    widened[index].setLoc(value.getLoc());
    if (needsCompanion(value))
      widened[next++].setLoc(withSuffix(value.getLoc(), suffix));
  }
}

void ForwardSweep::sweepFor(scf::ForOp op) {
  Location location = op.getLoc();
  SmallVector<Value> inits = widen(op.getInitArgs(), op.getRegionIterArgs(), location);
  auto loop = scf::ForOp::create(builder, location, getCopy(op.getLowerBound()),
                                 getCopy(op.getUpperBound()), getCopy(op.getStep()), inits,
                                 [](OpBuilder &, Location, Value, ValueRange) {});
  operations[op] = loop;
  copies.map(op.getInductionVar(), loop.getInductionVar());
  loop.getInductionVar().setLoc(op.getInductionVar().getLoc());
  bind(op.getRegionIterArgs(), loop.getRegionIterArgs());
  setLocations(op.getRegionIterArgs(), loop.getRegionIterArgs());
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(loop.getBody());
    sweepBody(*op.getBody());
    SmallVector<Value> yields = widen(op.getYieldedValues(), op.getRegionIterArgs(), location);
    scf::YieldOp::create(builder, op.getBody()->getTerminator()->getLoc(), yields);
  }
  // Results and region arguments need companions alike, since the same values flow into both.
  bind(op.getResults(), loop.getResults());
}

void ForwardSweep::sweepWhile(scf::WhileOp op) {
  Location location = op.getLoc();
  // The last value of each list counts how often the after region ran.
  SmallVector<Value> inits = widen(op.getInits(), op.getBeforeArguments(), location);
  inits.push_back(arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(0)));
  SmallVector<Type> resultTypes = widenTypes(op.getAfterArguments());
  resultTypes.push_back(builder.getI64Type());
  auto loop = scf::WhileOp::create(builder, location, resultTypes, inits);
  operations[op] = loop;
  OpBuilder::InsertionGuard guard(builder);
  auto addBlock = [&](Region &region, Block &primal, TypeRange types) {
    SmallVector<Location> locations(types.size(), location);
    Block *block = builder.createBlock(&region, {}, types, locations);
    bind(primal.getArguments(), block->getArguments().drop_back());
    setLocations(primal.getArguments(), block->getArguments().drop_back());
    sweepBody(primal);
    return block;
  };
  Block *before = addBlock(loop.getBefore(), *op.getBeforeBody(), ValueRange(inits).getTypes());
  SmallVector<Value> forwarded =
      widen(op.getConditionOp().getArgs(), op.getAfterArguments(), location);
  forwarded.push_back(before->getArguments().back());
  scf::ConditionOp::create(builder, op.getConditionOp().getLoc(),
                           getCopy(op.getConditionOp().getCondition()), forwarded);
  Block *after = addBlock(loop.getAfter(), *op.getAfterBody(), resultTypes);
  SmallVector<Value> yields = widen(op.getYieldedValues(), op.getBeforeArguments(), location);
  Value one = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(1));
  yields.push_back(addIndices(builder, location, after->getArguments().back(), one));
  scf::YieldOp::create(builder, location, yields);
  bind(op.getResults(), loop.getResults().drop_back());
  tripCounts[op] = loop.getResults().back();
}

void ForwardSweep::sweepBranch(Operation *op) {
  OperationState state(op->getLoc(), op->getName());
  state.addAttributes(op->getAttrs());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  for (Value operand : op->getOperands())
    state.addOperands(getCopy(operand));
  state.addTypes(widenTypes(op->getResults()));
  for (unsigned i = 0; i < op->getNumRegions(); ++i)
    state.addRegion();
  Operation *branch = builder.create(state);
  operations[op] = branch;
  OpBuilder::InsertionGuard guard(builder);
  for (auto [source, target] : llvm::zip_equal(op->getRegions(), branch->getRegions())) {
    if (source.empty())
      continue;
    builder.createBlock(&target);
    sweepBody(source.front());
    Operation *yield = source.front().getTerminator();
    SmallVector<Value> yields = widen(yield->getOperands(), op->getResults(), yield->getLoc());
    scf::YieldOp::create(builder, yield->getLoc(), yields);
  }
  bind(op->getResults(), branch->getResults());
}

void ForwardSweep::sweepTape(Operation *op) {
  StringRef suffix = "_dot";
  Operation *copy = builder.clone(*op, copies);
  if (mode != Mode::Tangent) {
    if (!failed)
      emitRefusal(op->getLoc(), "unsupported-reverse-over-reverse",
                  "cannot take a reverse-mode derivative of a function that keeps a growable tape");
    failed = true;
    return;
  }
  auto carries = [&](Value tape) {
    Type element = cast<ad::TapeType>(tape.getType()).getElementType();
    return isa<FloatType, cxx::PtrType>(element);
  };
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](ad::TapeCreateOp create) {
        if (carries(create.getTape()))
          companions[create.getTape()] = ad::TapeCreateOp::create(
              builder, op->getLoc(), create.getTape().getType(), (create.getName() + suffix).str());
      })
      .Case([&](ad::TapePushOp push) {
        if (!carries(push.getTape()))
          return;
        SmallVector<Value> pushed;
        for (Value value : push.getValues())
          pushed.push_back(getCompanion(value, op->getLoc()));
        ad::TapePushOp::create(builder, op->getLoc(), companions.lookup(push.getTape()), pushed);
      })
      .Case([&](ad::TapePopOp pop) {
        if (carries(pop.getTape()))
          companions[pop.getValue()] = ad::TapePopOp::create(
              builder, op->getLoc(), pop.getValue().getType(), companions.lookup(pop.getTape()));
      })
      .Case([&](ad::TapeDestroyOp destroy) {
        if (carries(destroy.getTape()))
          ad::TapeDestroyOp::create(builder, op->getLoc(), companions.lookup(destroy.getTape()));
      });
  (void)copy;
}
