// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Modes.h"

#include "ActivityChecks.h"
#include "CallDerivatives.h"
#include "ContractCheck.h"
#include "ForwardSweep.h"
#include "Signature.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

FailureOr<SmallVector<Value>> costate::generateForward(const ForwardRequest &request,
                                                       OpBuilder &builder) {
  func::FuncOp primal = request.primal;
  CallActivity callActivity(primal, /*tangents=*/true);
  const PointsTo &pointsTo = callActivity.getPointsTo(primal);
  ActivityRequest activityRequest;
  activityRequest.wrt.assign(request.wrt.begin(), request.wrt.end());
  activityRequest.variedIsActive = true;
  activityRequest.calls = &callActivity;
  callActivity.solve([&] { Activity(primal, pointsTo, activityRequest); });
  Activity activity(primal, pointsTo, activityRequest);
  if (failed(checkReinterpretation(primal, pointsTo, activity)))
    return failure();

  ShadowPlacement placement;
  CallDerivatives calls(callActivity, primal, ForwardSweep::Mode::Tangent);
  ForwardSweep forward(activity, pointsTo, placement, ForwardSweep::Mode::Tangent, calls, builder);
  for (auto [argument, copy] : llvm::zip_equal(primal.getArguments(), request.arguments))
    forward.map(argument, copy);
  if (!request.mayAlias)
    emitContractChecks(primal, request.wrt, request.arguments, pointsTo, builder);
  for (auto [index, tangent] : llvm::zip_equal(request.wrt, request.tangents)) {
    BlockArgument argument = primal.getArgument(index);
    Value companion = tangent;
    if (isByValueRecord(primal, index)) {
      // The callee may write its copy of the record, so it needs its own copy of the tangent.
      companion = cxx::AllocaOp::create(builder, withSuffix(argument.getLoc(), "_dot"),
                                        argument.getType(), "", /*zeroed=*/false);
      cxx::CopyOp::create(builder, argument.getLoc(), companion, tangent);
    }
    forward.setCompanion(argument, companion);
  }
  Block &body = primal.getBody().front();
  if (failed(forward.sweep(body)) || failed(calls.generate()))
    return failure();
  SmallVector<Value> results;
  for (Value result : body.getTerminator()->getOperands())
    results.push_back(forward.getCopy(result));
  for (Value result : body.getTerminator()->getOperands())
    if (isa<FloatType>(result.getType()))
      results.push_back(forward.getCompanion(result, result.getLoc()));
  return results;
}
