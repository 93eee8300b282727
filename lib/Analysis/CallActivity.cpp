// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/CallActivity.h"

#include "costate/Analysis/Activity.h"
#include "costate/Dialect/Cxx/Cxx.h"

#include <tuple>

using namespace mlir;
using namespace costate;

bool CallVariant::operator<(const CallVariant &other) const {
  Operation *left = function, *right = other.function;
  return std::tie(left, arguments, results) < std::tie(right, other.arguments, other.results);
}

const PointsTo &CallActivity::getPointsTo(func::FuncOp function) {
  std::unique_ptr<PointsTo> &known = pointsTo[function];
  if (!known)
    known = std::make_unique<PointsTo>(function, &effects);
  return *known;
}

const CallActivity::Outcome &CallActivity::getOutcome(const CallVariant &variant) {
  auto [entry, isNew] = outcomes.try_emplace(variant);
  if (isNew) {
    entry->second.arguments.resize(variant.arguments.size());
    entry->second.results.resize(variant.results.size());
    changed = true;
  }
  return entry->second;
}

ActivityRequest CallActivity::getRequest(const CallVariant &variant) {
  ActivityRequest request;
  request.variedIsActive = request.isCalled = true;
  request.calls = this;
  for (unsigned index = 0; index < variant.arguments.size(); ++index)
    if (variant.arguments[index])
      request.wrt.push_back(index);
  for (unsigned index = 0; index < variant.results.size(); ++index)
    if (variant.results[index])
      request.results.push_back(index);
  return request;
}

CallActivity::Outcome CallActivity::analyze(const CallVariant &variant) {
  func::FuncOp function = variant.function;
  Activity activity(function, getPointsTo(function), getRequest(variant));
  Outcome outcome;
  for (BlockArgument argument : function.getArguments())
    outcome.arguments.push_back(isa<cxx::PtrType>(argument.getType()) &&
                                activity.leadsToVaried(argument));
  for (Value result : function.getBody().front().getTerminator()->getOperands())
    outcome.results.push_back(isa<cxx::PtrType>(result.getType()) ? activity.leadsToVaried(result)
                                                                  : activity.isVaried(result));
  return outcome;
}

static bool join(std::vector<bool> &into, const std::vector<bool> &from) {
  bool changed = false;
  for (unsigned index = 0; index < into.size(); ++index)
    if (from[index] && !into[index])
      into[index] = changed = true;
  return changed;
}

void CallActivity::solve(llvm::function_ref<void()> analyzeRoot) {
  if (effects.getFunctions().empty())
    return;
  do {
    changed = false;
    analyzeRoot();
    // Outcomes that are added meanwhile are visited as well, or in the next round.
    for (auto &[variant, outcome] : outcomes) {
      Outcome next = analyze(variant);
      changed |= join(outcome.arguments, next.arguments);
      changed |= join(outcome.results, next.results);
    }
  } while (changed);
}

bool CallActivity::isInactive(const CallVariant &variant) {
  const Outcome &outcome = getOutcome(variant);
  auto any = [](const std::vector<bool> &bits) { return llvm::is_contained(bits, true); };
  if (any(variant.results) || any(outcome.results))
    return false;
  func::FuncOp function = variant.function;
  const CallSummary &summary = effects.get(function);
  if (summary.writesElsewhere && any(variant.arguments))
    return false;
  for (unsigned index = 0; index < variant.arguments.size(); ++index) {
    bool hasShadow = (variant.arguments[index] || outcome.arguments[index]) &&
                     isa<cxx::PtrType>(function.getArgumentTypes()[index]);
    if (hasShadow && (summary.written.test(index) || (tangents && summary.released.test(index)) ||
                      summary.storesPointers))
      return false;
  }
  return true;
}
