// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mutable variables. Each value that a loop carries and each result of a branch gets one; then
// those that can share one do, so that `for (...) if (c) x += y;` is about one x. Two variables are
// merged only if no assignment to either destroys a value of the other that is still read.

#include "FunctionPlan.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

Variable *FunctionPlan::getVariable(Value value) const { return variableOf.lookup(resolve(value)); }

/// Whether the operation's result is unsigned by nature: no other reading of it is free of casts.
static bool isUnsignedByNature(Value value, unsigned depth = 0) {
  Operation *op = value.getDefiningOp();
  if (!op || depth > 4 || !value.getType().isInteger() ||
      value.getType().getIntOrFloatBitWidth() < 32)
    return false;
  if (isa<arith::DivUIOp, arith::RemUIOp, arith::ShRUIOp>(op))
    return true;
  if (auto select = dyn_cast<arith::SelectOp>(op))
    return isUnsignedByNature(select.getTrueValue(), depth + 1) ||
           isUnsignedByNature(select.getFalseValue(), depth + 1);
  if (isa<scf::IfOp, scf::IndexSwitchOp>(op))
    return llvm::any_of(op->getRegions(), [&](Region &region) {
      return isUnsignedByNature(
          region.front().getTerminator()->getOperand(cast<OpResult>(value).getResultNumber()),
          depth + 1);
    });
  auto wraps = [](auto arithmetic) {
    return !bitEnumContainsAny(arithmetic.getOverflowFlags(), arith::IntegerOverflowFlags::nsw);
  };
  if (auto add = dyn_cast<arith::AddIOp>(op))
    return wraps(add);
  if (auto sub = dyn_cast<arith::SubIOp>(op))
    return wraps(sub);
  if (auto mul = dyn_cast<arith::MulIOp>(op))
    return wraps(mul);
  return false;
}

void FunctionPlan::addVariable(ValueRange values, ArrayRef<std::pair<Operation *, Value>> writes) {
  auto variable = std::make_unique<Variable>();
  variable->type = values.front().getType();
  variable->values.assign(values.begin(), values.end());
  variable->writes.assign(writes.begin(), writes.end());
  for (Value value : values) {
    if (variable->hint.empty())
      variable->hint = getSourceName(value).str();
    variableOf[value] = variable.get();
  }
  for (auto &[position, value] : variable->writes) {
    if (variable->hint.empty() && !isa_and_nonnull<arith::ConstantOp>(value.getDefiningOp()))
      variable->hint = getSourceName(resolve(value)).str();
    variable->isUnsigned |= isUnsignedByNature(resolve(value));
  }
  variables.push_back(std::move(variable));
}

void FunctionPlan::makeVariables(func::FuncOp function) {
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!isLive(op))
      return;
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      Operation *end = loop.getBody()->getTerminator();
      for (unsigned i = 0; i < loop.getNumResults(); ++i)
        if (isLive(loop.getRegionIterArg(i)))
          addVariable({loop.getRegionIterArg(i), loop.getResult(i)},
                      {{op, loop.getInitArgs()[i]}, {end, loop.getYieldedValues()[i]}});
      return;
    }
    if (auto loop = dyn_cast<scf::WhileOp>(op)) {
      for (unsigned i = 0; i < loop.getInits().size(); ++i)
        if (isLive(loop.getBeforeArguments()[i]))
          addVariable({loop.getBeforeArguments()[i]},
                      {{op, loop.getInits()[i]}, {loop.getYieldOp(), loop.getYieldedValues()[i]}});
      for (unsigned i = 0; i < loop.getNumResults(); ++i) {
        Value argument = loop.getAfterArguments()[i], result = loop.getResult(i);
        if (!aliases.contains(argument) && (isLive(argument) || isLive(result)))
          addVariable({argument, result},
                      {{loop.getConditionOp(), loop.getConditionOp().getArgs()[i]}});
      }
      return;
    }
    if (!isa<scf::IfOp, scf::IndexSwitchOp>(op) || isTernaryExpression(op))
      return;
    for (OpResult result : op->getResults()) {
      if (!isLive(result))
        continue;
      SmallVector<std::pair<Operation *, Value>> writes;
      for (Region &region : op->getRegions()) {
        Operation *end = region.front().getTerminator();
        writes.push_back({end, end->getOperand(result.getResultNumber())});
      }
      addVariable({result}, writes);
    }
  });
}

/// Whether control can come from just after the execution of `position` to `site` within one
/// execution of the innermost loop that holds both; the operation itself is not after itself.
static bool isLaterInSameIteration(Operation *position, Operation *site) {
  // Bring both up to a common block.
  Operation *later = site;
  for (Operation *at = position; at; at = at->getParentOp()) {
    Operation *ancestor = at->getBlock()->findAncestorOpInBlock(*later);
    if (!ancestor)
      continue;
    if (ancestor != at)
      return at->isBeforeInBlock(ancestor);
    // Both lie in `at`.
    if (at == position)
      return site != position; // from its start into its regions
    if (ancestor == site)
      return false; // from inside to the start of `at`
    // Different regions of one operation: only a while loop goes from one to the other.
    auto loop = dyn_cast<scf::WhileOp>(at);
    return loop && loop.getBefore().isAncestor(position->getParentRegion()) &&
           loop.getAfter().isAncestor(site->getParentRegion());
  }
  return false;
}

bool FunctionPlan::isLiveAfter(Value value, Operation *position) const {
  // The operation that makes the value, and whether its regions see it.
  auto argument = dyn_cast<BlockArgument>(value);
  Operation *definition = argument ? argument.getOwner()->getParentOp() : value.getDefiningOp();
  bool isVisibleInside = static_cast<bool>(argument);
  if (!isVisibleInside && (definition == position || definition->isProperAncestor(position)))
    return false; // not made yet
  if (isVisibleInside && definition == position)
    return false;
  if (definition && isLaterInSameIteration(position, definition))
    return false;
  SmallVector<Operation *> sites = getSites(value);
  if (sites.size() > maximalSites)
    return true;
  for (Operation *site : sites) {
    if (isLaterInSameIteration(position, site))
      return true;
    // Around a loop that does not make the value anew.
    for (Operation *loop = position->getParentOp(); loop; loop = loop->getParentOp()) {
      if (!isLoop(loop) || !loop->isProperAncestor(site))
        continue;
      bool isMadeInside =
          isVisibleInside ? loop->isAncestor(definition) : loop->isProperAncestor(definition);
      if (!isMadeInside)
        return true;
    }
  }
  return false;
}

bool FunctionPlan::interfere(const Variable &lhs, const Variable &rhs) const {
  auto destroys = [&](const Variable &writer, const Variable &reader) {
    for (auto [position, written] : writer.writes)
      for (Value value : reader.values)
        if (value != resolve(written) && isLiveAfter(value, position))
          return true;
    return false;
  };
  // What is assigned at the same time is needed at the same time.
  for (auto [position, written] : lhs.writes)
    for (auto [other, value] : rhs.writes)
      if (position == other)
        return true;
  return destroys(lhs, rhs) || destroys(rhs, lhs);
}

void FunctionPlan::coalesce() {
  for (auto &owner : variables) {
    // Merging changes the list of writes.
    auto writes = owner->writes;
    for (auto [position, written] : writes) {
      Variable *target = getVariable(owner->values.front());
      Variable *source = getVariable(written);
      if (!source || source == target || source->type != target->type)
        continue;
      if (!source->hint.empty() && !target->hint.empty() && source->hint != target->hint)
        continue;
      if (interfere(*target, *source))
        continue;
      if (source->hint.empty())
        source->hint = target->hint;
      source->isUnsigned |= target->isUnsigned;
      source->values.append(target->values);
      source->writes.append(target->writes);
      for (Value value : target->values)
        variableOf[value] = source;
      target->values.resize(1);
      target->writes.clear();
    }
  }
}
