// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What of a function is printed at all, and where a value's text ends up. A compiler warns of
// variables that are computed and never used, so dead values, and loop-carried ones that only feed
// themselves, are left out.

#include "FunctionPlan.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

bool cpp::isLoop(Operation *op) { return isa<scf::ForOp, scf::WhileOp>(op); }

llvm::StringRef cpp::getSourceName(Value value) { return findVariableName(value.getLoc()); }

/// Whether the operation is printed whatever becomes of its results.
static bool hasEffect(Operation *op) {
  if (op->getNumRegions() != 0 || isa<ad::TapeDestroyOp, ad::TapeCreateOp>(op))
    return false;
  if (op->hasTrait<OpTrait::IsTerminator>())
    return isa<func::ReturnOp>(op);
  if (isMemoryEffectFree(op) || isa<cxx::LoadOp, cxx::AllocaOp, cxx::VirtualBaseOp>(op))
    return false;
  return true;
}

namespace {

/// Marks what the roots need, transitively.
class Marker {
public:
  Marker(llvm::DenseSet<Operation *> &ops, llvm::DenseSet<Value> &values)
      : ops(ops), values(values) {}

  void markOp(Operation *op) {
    if (!ops.insert(op).second)
      return;
    if (op->getNumRegions() == 0 && !op->hasTrait<OpTrait::IsTerminator>())
      for (Value operand : op->getOperands())
        markValue(operand);
    if (isa<func::ReturnOp>(op))
      for (Value operand : op->getOperands())
        markValue(operand);
    Operation *parent = op->getParentOp();
    if (parent && !isa<func::FuncOp>(parent))
      markRegionOp(parent);
  }

  void run() {
    while (!pending.empty())
      visit(pending.pop_back_val());
  }

private:
  void markValue(Value value) {
    if (values.insert(value).second)
      pending.push_back(value);
  }

  /// The values that decide whether and how often the regions run.
  void markRegionOp(Operation *op) {
    markOp(op);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        ops.insert(block.getTerminator());
    llvm::TypeSwitch<Operation *>(op)
        .Case([&](scf::ForOp loop) { markValue(loop.getUpperBound()); })
        .Case([&](scf::WhileOp loop) { markValue(loop.getConditionOp().getCondition()); })
        .Default([&](Operation *branch) { markValue(branch->getOperand(0)); });
  }

  void visit(Value value) {
    if (auto result = dyn_cast<OpResult>(value))
      return visitResult(result);
    auto argument = cast<BlockArgument>(value);
    Operation *parent = argument.getOwner()->getParentOp();
    if (auto loop = dyn_cast<scf::ForOp>(parent)) {
      if (argument != loop.getInductionVar())
        markCarried(loop, argument.getArgNumber() - 1);
    } else if (auto loop = dyn_cast<scf::WhileOp>(parent)) {
      unsigned index = argument.getArgNumber();
      if (argument.getOwner() == loop.getAfterBody())
        return markValue(loop.getConditionOp().getArgs()[index]);
      markRegionOp(loop);
      markValue(loop.getInits()[index]);
      markValue(loop.getYieldedValues()[index]);
    }
  }

  void markCarried(scf::ForOp loop, unsigned index) {
    markRegionOp(loop);
    markValue(loop.getRegionIterArg(index));
    markValue(loop.getResult(index));
    markValue(loop.getInitArgs()[index]);
    markValue(loop.getYieldedValues()[index]);
  }

  void visitResult(OpResult result) {
    Operation *op = result.getOwner();
    unsigned index = result.getResultNumber();
    if (op->getNumRegions() == 0)
      return markOp(op);
    markRegionOp(op);
    if (auto loop = dyn_cast<scf::ForOp>(op))
      return markCarried(loop, index);
    if (auto loop = dyn_cast<scf::WhileOp>(op))
      return markValue(loop.getConditionOp().getArgs()[index]);
    for (Region &region : op->getRegions())
      if (!region.empty())
        markValue(region.front().getTerminator()->getOperand(index));
  }

  llvm::DenseSet<Operation *> &ops;
  llvm::DenseSet<Value> &values;
  SmallVector<Value> pending;
};

} // namespace

void FunctionPlan::findLive(func::FuncOp function) {
  Marker marker(liveOps, liveValues);
  function.walk([&](Operation *op) {
    if (op != function && hasEffect(op))
      marker.markOp(op);
  });
  marker.run();
  // A loop without an end is an effect too, but one that C++ lets us assume away.
}

void FunctionPlan::findLoops(func::FuncOp function) {
  function.walk([&](scf::ForOp loop) {
    if (!isLive(loop))
      return;
    auto live = [&](Operation *op) { return isLive(op); };
    auto shape = std::make_unique<LoopShape>(matchLoop(loop, live));
    Operation *inside = loop.getBody()->getTerminator();
    // One bound is read in every iteration, and both after what the loop carries has been
    // initialized.
    for (Value bound : {shape->lower, shape->upper})
      if (bound)
        headerSites[bound].push_back(inside);
    for (Value iteration : shape->iterations)
      iterationLoops[iteration] = loop;
    for (Value induction : shape->inductions) {
      inductionLoops[induction] = loop;
      iterationLoops.erase(induction);
    }
    for (Value absorbed : llvm::concat<Value>(shape->iterations, shape->inductions))
      if (Operation *op = absorbed.getDefiningOp())
        inlined.insert(op);
    loops[loop] = std::move(shape);
  });
  // The number of the last iteration, which only loops that run backwards use.
  for (auto &[loop, shape] : loops)
    for (Value iteration : shape->iterations)
      if (auto distance = iteration.getDefiningOp<arith::SubIOp>())
        if (Operation *last = distance.getLhs().getDefiningOp();
            last && llvm::all_of(last->getUsers(), [&](Operation *user) {
              return isInlined(user) && getIterationLoop(user->getResult(0));
            }))
          inlined.insert(last);
}

/// An argument of a while loop's body whose value is also visible under its own name needs no
/// variable.
void FunctionPlan::findAliases(func::FuncOp function) {
  function.walk([&](scf::WhileOp loop) {
    ValueRange handed = loop.getConditionOp().getArgs();
    for (auto [index, value] : llvm::enumerate(handed)) {
      Value argument = loop.getAfterArguments()[index], result = loop.getResult(index);
      bool isOutside = !loop->isAncestor(value.getParentRegion()->getParentOp());
      if (isOutside)
        aliases[argument] = aliases[result] = value;
      else if (!isLive(result) && value.getDefiningOp())
        aliases[argument] = value;
    }
  });
}

SmallVector<Value> FunctionPlan::getPrintedOperands(Operation *op) const {
  Value result = op->getResult(0);
  if (getInductionLoop(result))
    return {};
  if (scf::ForOp loop = getIterationLoop(result)) {
    const LoopShape &shape = getLoop(loop);
    if (shape.variableIsIteration() || shape.lowerIsConstant())
      return {};
    return {shape.lower};
  }
  if (auto branch = dyn_cast<scf::IfOp>(op))
    return {branch.getCondition(), branch.thenYield()->getOperand(0),
            branch.elseYield()->getOperand(0)};
  return SmallVector<Value>(op->getOperands());
}

void FunctionPlan::appendSites(OpOperand &use, SmallVectorImpl<Operation *> &sites) const {
  Operation *user = use.getOwner();
  if (!isLive(user) || sites.size() > maximalSites)
    return;
  unsigned index = use.getOperandNumber();
  auto appendAll = [&](Value value) { sites.append(getSites(value)); };
  if (auto loop = dyn_cast<scf::ForOp>(user)) {
    if (index >= 3 && isLive(loop.getRegionIterArg(index - 3)))
      sites.push_back(user);
    return;
  }
  if (auto loop = dyn_cast<scf::WhileOp>(user)) {
    if (isLive(loop.getBeforeArguments()[index]))
      sites.push_back(user);
    return;
  }
  if (auto condition = dyn_cast<scf::ConditionOp>(user)) {
    auto loop = cast<scf::WhileOp>(user->getParentOp());
    if (index == 0)
      return sites.push_back(user);
    Value argument = loop.getAfterArguments()[index - 1], result = loop.getResult(index - 1);
    if (aliases.contains(argument) || aliases.contains(result)) {
      appendAll(argument);
      appendAll(result);
    } else if (isLive(argument) || isLive(result)) {
      sites.push_back(user);
    }
    return;
  }
  if (isa<scf::YieldOp>(user)) {
    Operation *parent = user->getParentOp();
    if (auto loop = dyn_cast<scf::WhileOp>(parent)) {
      if (isLive(loop.getBeforeArguments()[index]))
        sites.push_back(user);
    } else if (isLive(parent->getResult(index))) {
      if (isInlined(parent))
        appendAll(parent->getResult(0));
      else
        sites.push_back(user);
    }
    return;
  }
  if (!isInlined(user))
    return sites.push_back(user);
  if (llvm::is_contained(getPrintedOperands(user), use.get()))
    appendAll(user->getResult(0));
}

SmallVector<Operation *> FunctionPlan::getSites(Value value) const {
  SmallVector<Operation *> sites;
  for (OpOperand &use : value.getUses())
    appendSites(use, sites);
  if (auto found = headerSites.find(value); found != headerSites.end())
    sites.append(found->second);
  return sites;
}

bool FunctionPlan::isSilent(Operation *op) const {
  if (!isLive(op) || isInlined(op) || op->hasTrait<OpTrait::ConstantLike>())
    return true;
  bool isComputation = op->getNumRegions() == 0 && op->getNumResults() == 1 &&
                       (isMemoryEffectFree(op) || isa<cxx::LoadOp>(op));
  return isComputation && getSites(op->getResult(0)).empty();
}
