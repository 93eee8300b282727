// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of recursive functions in both sweeps.

#include "ActivityChecks.h"
#include "AdjointGenerator.h"
#include "CallDerivatives.h"
#include "SharedShadows.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"

using namespace mlir;
using namespace costate;

bool ForwardSweep::sharesStorage(Value pointer) const {
  return llvm::any_of(pointsTo.getReachableWithoutText(pointer),
                      [&](ObjectId object) { return isUnsharable(pointsTo, activity, object); });
}

void ForwardSweep::sweepCall(Operation *op) {
  auto call = cast<func::CallOp>(op);
  Location location = op->getLoc();
  auto isTape = [](Type type) { return isa<ad::TapeType>(type); };
  if (llvm::any_of(call.getOperandTypes(), isTape)) {
    if (!failed)
      emitRefusal(location, "unsupported-recursion",
                  "cannot differentiate the reverse-mode derivative of a recursive function; ask "
                  "for its hvp");
    failed = true;
  }
  if (failed || !activity.isActiveCall(call)) {
    builder.clone(*op, copies);
    return;
  }
  CallVariant variant = activity.getVariant(call);
  const CallActivity::Outcome &outcome = calls.getOutcome(variant);
  bool isTangent = mode == Mode::Tangent;
  SmallVector<Value> operands;
  for (Value operand : call.getOperands())
    operands.push_back(getCopy(operand));
  for (auto [index, operand] : llvm::enumerate(call.getOperands()))
    if (variant.arguments[index] && (isPointer(operand.getType()) || isTangent)) {
      requireShadows(operand, location);
      if (isPointer(operand.getType()) && sharesStorage(operand)) {
        if (!failed && !inCold)
          refuseAmbiguousStorage(op);
        failed |= !inCold;
        builder.clone(*op, copies);
        return;
      }
      operands.push_back(getCompanion(operand, location));
    }
  auto made = func::CallOp::create(builder, location, calls.getForward(variant), operands);
  unsigned next = call.getNumResults();
  for (auto [index, result] : llvm::enumerate(call.getResults())) {
    copies.map(result, made.getResult(index));
    if (isPointer(result.getType()) ? variant.results[index] : isTangent && outcome.results[index])
      companions[result] = made.getResult(next++);
  }
}

void AdjointGenerator::reverseCall(Operation *op, Frame &frame) {
  auto call = cast<func::CallOp>(op);
  if (!activity.isActiveCall(call))
    return;
  CallVariant variant = activity.getVariant(call);
  const CallActivity::Outcome &outcome = calls.getOutcome(variant);
  SmallVector<Value> seeds;
  for (auto [index, result] : llvm::enumerate(call.getResults()))
    if (isFloat(result.getType()) && outcome.results[index])
      seeds.push_back(takeAdjointOrZero(frame, result));
  auto made = func::CallOp::create(builder, op->getLoc(), calls.getPullback(variant), seeds);
  unsigned next = 0;
  for (auto [index, operand] : llvm::enumerate(call.getOperands()))
    if (isFloat(operand.getType()) && variant.arguments[index])
      addAdjoint(frame, operand, made.getResult(next++));
}
