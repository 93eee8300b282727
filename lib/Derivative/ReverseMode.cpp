// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Assembles a reverse-mode derivative: forward sweep, reverse sweep, releases, accumulation into
// the caller's adjoints.

#include "Modes.h"

#include "ActivityChecks.h"
#include "AdjointGenerator.h"
#include "CallDerivatives.h"
#include "ContractCheck.h"
#include "SharedTapes.h"
#include "Signature.h"
#include "TapeBalance.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

/// The adjoint of the callee's own copy of a record: zero in every number, and in every pointer
/// what the caller's adjoint record points to.
static Value createRecordShadow(BlockArgument argument, Value adjoint, OpBuilder &builder) {
  Location location = withSuffix(argument.getLoc(), "_bar");
  Value shadow = cxx::AllocaOp::create(builder, location, argument.getType(),
                                       findVariableName(location), /*zeroed=*/true);
  forEachScalar(
      builder, location, {shadow, adjoint}, isPointer, [&](OpBuilder &b, ArrayRef<Value> at) {
        Type type = cast<cxx::PtrType>(at[1].getType()).getPointee();
        cxx::StoreOp::create(b, location, cxx::LoadOp::create(b, location, type, at[1]), at[0]);
      });
  return shadow;
}

/// Parameters that hold unions, by value: which member counts is not known at the call.
static LogicalResult checkRecordArguments(const ReverseRequest &request) {
  func::FuncOp primal = request.primal;
  for (int32_t index : request.wrt) {
    BlockArgument argument = primal.getArgument(index);
    if (!isByValueRecord(primal, index) ||
        !holdsUnion(cast<cxx::PtrType>(argument.getType()).getPointee()))
      continue;
    refuseAmbiguousStorage(primal);
    return failure();
  }
  return success();
}

static StringRef explainUnseeded(bool isResult, bool isNew) {
  if (isResult)
    return "the vjp of a function cannot take a seed for numbers that its result only points to; "
           "write them through a pointer parameter, or ask for the jvp";
  if (isNew)
    return "the vjp of a function cannot take a seed for numbers in memory that it allocates and "
           "leaves to its caller; let the caller allocate it, or ask for the jvp";
  return "the vjp of a function cannot take a seed behind a pointer that it redirects into memory "
         "of another parameter; copy the numbers instead of the pointer, or ask for the jvp";
}

/// The seed of what a pointer in an output leads to is looked for where it led before the call:
/// what is allocated here, returned as a pointer, or reached from another parameter would have
/// none.
static LogicalResult checkSeededMemory(const ReverseRequest &request, const PointsTo &pointsTo,
                                       const Activity &activity) {
  using Kind = MemoryObject::Kind;
  func::FuncOp primal = request.primal;
  for (auto [id, holder] : llvm::enumerate(pointsTo.getObjects())) {
    bool isBehindArgument = holder.kind == Kind::Argument || holder.kind == Kind::Reachable;
    if (!isBehindArgument || !llvm::is_contained(request.wrt, int32_t(holder.argument)))
      continue;
    // The function's own copy of the record is gone at the end.
    if (holder.kind == Kind::Argument && isByValueRecord(primal, holder.argument))
      continue;
    bool isResult = isReturnedRecord(primal, holder.argument);
    for (ObjectId content : pointsTo.getContents(id))
      for (ObjectId reached : pointsTo.getReachable(content)) {
        const MemoryObject &object = pointsTo.getObjects()[reached];
        bool isNew = object.isPrivate() || object.kind == Kind::Call;
        // The record itself (a short string points there), and what was in it before.
        bool isOwn = (object.kind == Kind::Argument || object.kind == Kind::Reachable) &&
                     object.argument == holder.argument;
        bool isGiven = !isOwn && object.kind != Kind::Global;
        if (!activity.isVariedObject(reached) || !(isNew || isGiven))
          continue;
        InFlightDiagnostic refusal = emitRefusal(primal.getLoc(), "unsupported-pointer-result",
                                                 explainUnseeded(isResult, isNew));
        if (object.site)
          refusal.attachNote(object.site->getLoc()) << "the numbers are in this memory";
        return refusal;
      }
  }
  return success();
}

/// Gives each differentiated pointer argument its shadow: the caller's adjoint memory, or for a
/// by-value record a local one.
static void bindShadows(ReverseRequest request, ForwardSweep &forward, OpBuilder &builder) {
  for (auto [index, adjoint] : llvm::zip_equal(request.wrt, request.adjoints)) {
    BlockArgument argument = request.primal.getArgument(index);
    if (!isa<cxx::PtrType>(argument.getType()))
      continue;
    Value shadow = adjoint;
    if (isReturnedRecord(request.primal, index)) {
      // The seed is the caller's; its copy is consumed.
      shadow = cxx::AllocaOp::create(builder, adjoint.getLoc(), adjoint.getType(),
                                     findVariableName(adjoint.getLoc()), /*zeroed=*/false);
      cxx::CopyOp::create(builder, adjoint.getLoc(), shadow, adjoint);
    }
    if (isByValueRecord(request.primal, index))
      shadow = createRecordShadow(argument, adjoint, builder);
    forward.setCompanion(argument, shadow);
  }
}

static void accumulate(OpBuilder &builder, Location location, Value target, Value contribution) {
  Value old = cxx::LoadOp::create(builder, location, contribution.getType(), target);
  Value sum = arith::AddFOp::create(builder, location, old, contribution);
  cxx::StoreOp::create(builder, location, sum, target);
}

/// Adds the adjoints of scalars and by-value records to what the caller handed in.
static void accumulateArguments(ReverseRequest request, ForwardSweep &forward,
                                AdjointGenerator &generator, OpBuilder &builder) {
  for (auto [index, target] : llvm::zip_equal(request.wrt, request.adjoints)) {
    BlockArgument argument = request.primal.getArgument(index);
    Location location = withSuffix(argument.getLoc(), "_bar");
    if (isByValueRecord(request.primal, index)) {
      Value local = forward.getCompanion(argument, location);
      forEachScalar(builder, location, {target, local}, isFloat,
                    [&](OpBuilder &b, ArrayRef<Value> at) {
                      Type type = cast<cxx::PtrType>(at[0].getType()).getPointee();
                      accumulate(b, location, at[0], cxx::LoadOp::create(b, location, type, at[1]));
                    });
    } else if (!isa<cxx::PtrType>(argument.getType())) {
      if (Value adjoint = generator.getArgumentAdjoint(index))
        accumulate(builder, location, target, adjoint);
    }
  }
}

FailureOr<SmallVector<Value>> costate::generateReverse(const ReverseRequest &request,
                                                       OpBuilder &builder) {
  func::FuncOp primal = request.primal;
  CallActivity callActivity(primal, /*tangents=*/false);
  const PointsTo &pointsTo = callActivity.getPointsTo(primal);
  Aliasing aliasing(primal, pointsTo, request.mayAlias, &callActivity.getEffects());
  ActivityRequest activityRequest;
  activityRequest.wrt.assign(request.wrt.begin(), request.wrt.end());
  for (auto [index, seed] : llvm::enumerate(request.seeds))
    if (seed)
      activityRequest.results.push_back(index);
  activityRequest.calls = &callActivity;
  callActivity.solve([&] { Activity(primal, pointsTo, activityRequest); });
  Activity activity(primal, pointsTo, activityRequest);
  if (failed(checkReinterpretation(primal, pointsTo, activity)) ||
      failed(checkRecordArguments(request)) ||
      (request.seedsMemory && failed(checkSeededMemory(request, pointsTo, activity))))
    return failure();

  ShadowPlacement placement(primal, pointsTo);
  CallDerivatives calls(callActivity, primal, ForwardSweep::Mode::Primal);
  ForwardSweep forward(activity, pointsTo, placement, ForwardSweep::Mode::Primal, calls, builder);
  for (auto [argument, copy] : llvm::zip_equal(primal.getArguments(), request.arguments))
    forward.map(argument, copy);
  if (!request.mayAlias)
    emitContractChecks(primal, request.wrt, request.arguments, pointsTo, builder);
  bindShadows(request, forward, builder);
  Block &body = primal.getBody().front();
  if (failed(forward.sweep(body)))
    return failure();
  TapeLayout tape(forward);
  Recall recall(forward, tape, aliasing, pointsTo, placement);
  AdjointGenerator generator(primal, activity, aliasing, recall, calls, builder);
  AdjointArithmetic adjointArithmetic;
  builder.setListener(&adjointArithmetic);
  bool succeeded = llvm::succeeded(generator.run(request.seeds));
  if (succeeded)
    accumulateArguments(request, forward, generator, builder);
  builder.setListener(nullptr);
  if (!succeeded || failed(calls.generate()))
    return failure();
  for (Operation *op : forward.getDeferredReleases()) {
    auto release = cast<cxx::DeallocOp>(op);
    cxx::DeallocOp::create(builder, op->getLoc(), release.getKind(),
                           forward.getCopy(release.getAddress()), release.getAlignmentAttr());
  }
  forward.finishRegistries();
  tape.finish(builder);
  auto derivative = cast<func::FuncOp>(builder.getInsertionBlock()->getParentOp());
  passSharedTapes(calls.getFunctions(), derivative, builder);
  if (failed(checkTapeBalance(derivative, calls.getSweeps())))
    return failure();
  SmallVector<Value> results;
  for (Value result : body.getTerminator()->getOperands())
    results.push_back(forward.getCopy(result));
  return results;
}
