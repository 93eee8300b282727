// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Activity across the calls that are left after inlining: which variants of each recursive function
// a derivative needs, and what each of them makes active.
//
// A variant is a function together with the arguments and results that carry derivatives: floats
// that are varied, pointers whose shadow is passed or returned. Inside a variant everything varied
// is active. Variants and what is known of them grow until nothing changes, so the result is the
// least one that is consistent over all cycles of calls.

#ifndef COSTATE_ANALYSIS_CALLACTIVITY_H
#define COSTATE_ANALYSIS_CALLACTIVITY_H

#include "costate/Analysis/CallEffects.h"
#include "costate/Analysis/PointsTo.h"

#include <map>
#include <memory>
#include <vector>

namespace costate {

class Activity;
struct ActivityRequest;

struct CallVariant {
  mlir::func::FuncOp function;
  /// Floats: varied; pointers: passed with their shadow.
  std::vector<bool> arguments;
  /// Pointers: returned with their shadow.
  std::vector<bool> results;

  bool operator<(const CallVariant &other) const;
};

class CallActivity {
public:
  /// `tangents`: for forward mode, where releasing memory releases its tangent as well.
  CallActivity(mlir::func::FuncOp root, bool tangents) : effects(root), tangents(tangents) {}

  struct Outcome {
    /// Pointer arguments that need their shadow.
    std::vector<bool> arguments;
    /// Floats: varied; pointers: have a shadow.
    std::vector<bool> results;
  };

  const CallEffects &getEffects() const { return effects; }
  const PointsTo &getPointsTo(mlir::func::FuncOp function);

  /// What is known of the variant so far; makes it known. Once `solve` is done this is final.
  const Outcome &getOutcome(const CallVariant &variant);
  /// Repeats `analyzeRoot`, which asks for outcomes, until they are consistent.
  void solve(llvm::function_ref<void()> analyzeRoot);
  /// Whether no derivative flows through a call of the variant, whatever its arguments carry.
  bool isInactive(const CallVariant &variant);

  /// What is differentiated in the variant: the request of its own analysis.
  ActivityRequest getRequest(const CallVariant &variant);

private:
  Outcome analyze(const CallVariant &variant);

  CallEffects effects;
  bool tangents;
  std::map<mlir::Operation *, std::unique_ptr<PointsTo>> pointsTo;
  std::map<CallVariant, Outcome> outcomes;
  bool changed = false;
};

} // namespace costate

#endif // COSTATE_ANALYSIS_CALLACTIVITY_H
