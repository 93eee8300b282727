// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Activity of calls of functions whose derivatives the user wrote: every differentiated input may
// influence every result and all memory that the function may write.

#include "costate/Analysis/Activity.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

static bool isPointer(Value value) { return isa<cxx::PtrType>(value.getType()); }

/// What the rule of a call may reach through an argument.
static ObjectSet getReachable(const PointsTo &pointsTo, Value pointer) {
  ObjectSet reachable = pointsTo.getTargets(pointer);
  for (unsigned next = 0; next < reachable.size(); ++next) {
    const ObjectSet &inner = pointsTo.getContents(reachable[next]);
    reachable.insert(inner.begin(), inner.end());
  }
  return reachable;
}

static bool isWritten(ad::RuleCallOp call, int32_t index) {
  return llvm::is_contained(call.getWritten(), index);
}

static bool any(const PointsTo &pointsTo, Value pointer, const llvm::DenseSet<CellId> &marked) {
  return llvm::any_of(getReachable(pointsTo, pointer), [&](ObjectId object) {
    return llvm::any_of(pointsTo.getCellsOf(object),
                        [&](CellId cell) { return marked.contains(cell); });
  });
}

static bool markAll(const PointsTo &pointsTo, Value pointer, llvm::DenseSet<CellId> &marked) {
  bool changed = false;
  for (ObjectId object : getReachable(pointsTo, pointer))
    for (CellId cell : pointsTo.getCellsOf(object))
      changed |= marked.insert(cell).second;
  return changed;
}

bool Activity::isActiveRuleCall(Operation *op) const {
  auto call = cast<ad::RuleCallOp>(op);
  for (int32_t index : call.getWrt()) {
    Value argument = call.getArguments()[index];
    if (!isPointer(argument))
      continue;
    for (ObjectId object : getReachable(pointsTo, argument))
      if (isActiveObject(object))
        return true;
  }
  return llvm::any_of(call.getResults(), [&](Value result) { return isActive(result); });
}

bool Activity::propagateVariedRule(Operation *op) {
  auto call = cast<ad::RuleCallOp>(op);
  bool varied = llvm::any_of(call.getWrt(), [&](int32_t index) {
    Value argument = call.getArguments()[index];
    return isPointer(argument) ? any(pointsTo, argument, variedCells) : isVaried(argument);
  });
  if (!varied)
    return false;
  bool changed = false;
  for (Value result : call.getResults())
    changed |= markVaried(result);
  for (int32_t index : call.getWrt())
    if (isWritten(call, index))
      changed |= markAll(pointsTo, call.getArguments()[index], variedCells);
  return changed;
}

bool Activity::propagateUsefulRule(Operation *op) {
  auto call = cast<ad::RuleCallOp>(op);
  bool useful =
      llvm::any_of(call.getResults(), [&](Value result) { return usefulValues.contains(result); });
  for (int32_t index : call.getWrt())
    if (isWritten(call, index))
      useful |= any(pointsTo, call.getArguments()[index], usefulCells);
  if (!useful)
    return false;
  bool changed = false;
  for (int32_t index : call.getWrt()) {
    Value argument = call.getArguments()[index];
    changed |=
        isPointer(argument) ? markAll(pointsTo, argument, usefulCells) : markUseful(argument);
  }
  return changed;
}

// Rules find a shadow behind every argument whose object is the function's own.
void Activity::mirrorRuleArguments(Operation *op) {
  if (!isActiveRuleCall(op))
    return;
  auto call = cast<ad::RuleCallOp>(op);
  for (int32_t index : call.getWrt()) {
    Value argument = call.getArguments()[index];
    const ObjectSet &targets = pointsTo.getTargets(argument);
    if (isPointer(argument) && llvm::all_of(targets, [&](ObjectId object) {
          return pointsTo.getObjects()[object].isPrivate();
        }))
      for (ObjectId object : targets)
        mirroredObjects.insert(object);
  }
}
