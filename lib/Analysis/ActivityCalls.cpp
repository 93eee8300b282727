// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Activity of calls of recursive functions, as their caller sees it. The callee takes all memory
// behind a pointer that has a shadow to be active, so the caller makes it so.

#include "costate/Analysis/Activity.h"
#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

bool Activity::leadsToVaried(Value pointer) const {
  return llvm::any_of(pointsTo.getReachableWithoutText(pointer),
                      [&](ObjectId object) { return isVariedObject(object); });
}

bool Activity::isVariedObject(ObjectId object) const {
  return llvm::any_of(pointsTo.getCellsOf(object),
                      [&](CellId cell) { return variedCells.contains(cell); });
}

bool Activity::markReachable(Value pointer, llvm::DenseSet<CellId> &marked) const {
  bool changed = false;
  // What the callee has as an active argument is active, whatever its type here says. Pointers that
  // it stores may be to numbers.
  const ObjectSet &direct = pointsTo.getTargets(pointer);
  for (ObjectId object : pointsTo.getReachableWithoutText(pointer))
    if (pointsTo.mayHoldFloat(object) || pointsTo.mayHoldPointer(object) || direct.contains(object))
      for (CellId cell : pointsTo.getCellsOf(object))
        changed |= marked.insert(cell).second;
  return changed;
}

CallVariant Activity::getVariant(func::CallOp call) const {
  CallVariant variant{getCallee(call), {}, {}};
  for (Value operand : call.getOperands())
    variant.arguments.push_back(isa<cxx::PtrType>(operand.getType()) ? leadsToVaried(operand)
                                                                     : isVaried(operand));
  for (Value result : call.getResults())
    variant.results.push_back(isa<cxx::PtrType>(result.getType()) && leadsToVaried(result));
  // The variant with these arguments may need more shadows; so may the larger one.
  while (true) {
    const CallActivity::Outcome &outcome = calls->getOutcome(variant);
    std::vector<bool> arguments = variant.arguments;
    for (unsigned index = 0; index < arguments.size(); ++index)
      arguments[index] = arguments[index] || outcome.arguments[index];
    if (arguments == variant.arguments)
      return variant;
    variant.arguments = arguments;
  }
}

bool Activity::isActiveCall(func::CallOp call) const {
  return !calls->isInactive(getVariant(call));
}

bool Activity::propagateVariedCall(func::CallOp call) {
  if (!isActiveCall(call))
    return false;
  CallVariant variant = getVariant(call);
  const CallActivity::Outcome &outcome = calls->getOutcome(variant);
  bool changed = false;
  for (auto [index, operand] : llvm::enumerate(call.getOperands()))
    if (isa<cxx::PtrType>(operand.getType()) && variant.arguments[index])
      changed |= markReachable(operand, variedCells);
  for (auto [index, result] : llvm::enumerate(call.getResults())) {
    bool isPointer = isa<cxx::PtrType>(result.getType());
    if (isPointer && (variant.results[index] || outcome.results[index]))
      changed |= markReachable(result, variedCells);
    else if (!isPointer && outcome.results[index])
      changed |= markVaried(result);
  }
  return changed;
}

bool Activity::propagateUsefulCall(func::CallOp call) {
  if (!isActiveCall(call))
    return false;
  CallVariant variant = getVariant(call);
  bool changed = false;
  for (auto [index, operand] : llvm::enumerate(call.getOperands())) {
    if (!variant.arguments[index])
      continue;
    changed |= isa<cxx::PtrType>(operand.getType()) ? markReachable(operand, usefulCells)
                                                    : markUseful(operand);
  }
  for (auto [index, result] : llvm::enumerate(call.getResults()))
    if (isa<cxx::PtrType>(result.getType()) && variant.results[index])
      changed |= markReachable(result, usefulCells);
  return changed;
}
