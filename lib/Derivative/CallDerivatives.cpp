// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CallDerivatives.h"

#include "ActivityChecks.h"
#include "AdjointGenerator.h"
#include "Signature.h"
#include "SplitSweeps.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

static bool isPointer(Value value) { return isa<cxx::PtrType>(value.getType()); }

static Operation::operand_range getReturned(func::FuncOp function) {
  return function.getBody().front().getTerminator()->getOperands();
}

CallDerivatives::Functions &CallDerivatives::get(const CallVariant &variant) {
  auto found = known.find(variant);
  if (found != known.end())
    return found->second;
  pending.push_back(variant);
  return known[variant] = declare(variant);
}

func::FuncOp CallDerivatives::declareFunction(func::FuncOp primal, StringRef suffix,
                                              TypeRange types, TypeRange results) {
  std::string base = (getUnqualifiedName(primal) + suffix).str(), name = base;
  for (unsigned i = 2; module.lookupSymbol(name); ++i)
    name = base + "_" + std::to_string(i);
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  auto function =
      func::FuncOp::create(builder, primal.getLoc(), name, builder.getFunctionType(types, results));
  function.setPrivate();
  function->setAttr(cxx::attr::qualifiedName, builder.getStringAttr(name));
  if (Attribute namespaces = primal->getAttr(cxx::attr::namespaces))
    function->setAttr(cxx::attr::namespaces, namespaces);
  function->setAttr(cxx::attr::helper, builder.getUnitAttr());
  function.addEntryBlock();
  functions.push_back(function);
  return function;
}

/// Names an argument after the primal's.
static void nameArgument(BlockArgument argument, Value like, StringRef suffix) {
  argument.setLoc(withSuffix(like.getLoc(), suffix));
  StringRef name = findVariableName(argument.getLoc());
  if (name.empty())
    return;
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  function.setArgAttr(argument.getArgNumber(), cxx::attr::name,
                      StringAttr::get(function.getContext(), name));
}

CallDerivatives::Functions CallDerivatives::declare(const CallVariant &variant) {
  func::FuncOp primal = variant.function;
  bool isTangent = mode == ForwardSweep::Mode::Tangent;
  const CallActivity::Outcome &outcome = activity.getOutcome(variant);
  SmallVector<Value> companions, adjointsOf, seedsOf;
  for (BlockArgument argument : primal.getArguments())
    if (variant.arguments[argument.getArgNumber()])
      (isPointer(argument) || isTangent ? companions : adjointsOf).push_back(argument);
  SmallVector<Type> types(primal.getArgumentTypes()), results(primal.getResultTypes());
  llvm::append_range(types, ValueRange(companions).getTypes());
  for (auto [index, result] : llvm::enumerate(getReturned(primal))) {
    if (isPointer(result) ? variant.results[index] : isTangent && outcome.results[index])
      results.push_back(result.getType());
    else if (!isPointer(result) && outcome.results[index])
      seedsOf.push_back(result);
  }
  Functions made;
  made.forward = declareFunction(primal, isTangent ? "_tangent" : "_augmented", types, results);
  OpBuilder builder(module.getContext());
  auto describe = [&](func::FuncOp function, const Twine &text) {
    function->setAttr("cxx.comment", builder.getStringAttr(text));
  };
  std::string name = getUnqualifiedName(primal);
  StringRef suffix = isTangent ? "_dot" : "_bar";
  if (isTangent)
    describe(made.forward, "Computes " + name + " and its derivative.");
  else
    describe(made.forward,
             "The forward sweep of " + name + ": leaves on the tapes what the pullback takes.");
  auto arguments = made.forward.getArguments();
  for (auto [argument, like] : llvm::zip(arguments, primal.getArguments()))
    nameArgument(argument, like, "");
  for (auto [argument, like] :
       llvm::zip_equal(arguments.drop_front(primal.getNumArguments()), companions))
    nameArgument(argument, like, suffix);
  if (isTangent)
    return made;
  made.pullback = declareFunction(primal, "_pullback", ValueRange(seedsOf).getTypes(),
                                  ValueRange(adjointsOf).getTypes());
  describe(made.pullback, "The reverse sweep of " + name + ".");
  for (auto [argument, like] : llvm::zip_equal(made.pullback.getArguments(), seedsOf))
    nameArgument(argument, like, suffix);
  return made;
}

SmallVector<SweepFunctions> CallDerivatives::getSweeps() const {
  SmallVector<SweepFunctions> sweeps;
  for (const auto &entry : known)
    if (entry.second.pullback)
      sweeps.push_back({entry.second.forward, entry.second.pullback});
  return sweeps;
}

LogicalResult CallDerivatives::generate() {
  while (!pending.empty()) {
    CallVariant variant = pending.pop_back_val();
    Functions made = known[variant];
    if (failed(made.pullback ? fillReverse(variant, made) : fillTangent(variant, made.forward)))
      return failure();
  }
  return success();
}

/// Makes the arguments of a derivative's function known to the sweep: the primal's, then the
/// companions.
static void bindArguments(const CallVariant &variant, Block *block, bool isTangent,
                          ForwardSweep &forward) {
  func::FuncOp primal = variant.function;
  unsigned next = primal.getNumArguments();
  for (BlockArgument argument : primal.getArguments()) {
    unsigned index = argument.getArgNumber();
    forward.map(argument, block->getArgument(index));
    if (variant.arguments[index] && (isPointer(argument) || isTangent))
      forward.setCompanion(argument, block->getArgument(next++));
  }
}

LogicalResult CallDerivatives::fillTangent(const CallVariant &variant, func::FuncOp tangent) {
  func::FuncOp primal = variant.function;
  const PointsTo &pointsTo = activity.getPointsTo(primal);
  Activity active(primal, pointsTo, activity.getRequest(variant));
  if (failed(checkReinterpretation(primal, pointsTo, active)))
    return failure();
  Block *block = &tangent.front();
  OpBuilder builder = OpBuilder::atBlockEnd(block);
  ShadowPlacement placement;
  ForwardSweep forward(active, pointsTo, placement, mode, *this, builder);
  bindArguments(variant, block, /*isTangent=*/true, forward);
  if (failed(forward.sweep(primal.getBody().front())))
    return failure();
  CallActivity::Outcome outcome = activity.getOutcome(variant);
  SmallVector<Value> results;
  for (Value result : getReturned(primal))
    results.push_back(forward.getCopy(result));
  for (auto [index, result] : llvm::enumerate(getReturned(primal)))
    if (isPointer(result) ? variant.results[index] : outcome.results[index]) {
      forward.requireShadows(result, result.getLoc());
      results.push_back(forward.getCompanion(result, result.getLoc()));
    }
  if (forward.hasFailed())
    return failure();
  func::ReturnOp::create(builder, primal.getLoc(), results);
  return success();
}

/// The local objects to which a pointer leads that is not an address computed from the object's
/// own: it came from memory, a call, or by several ways.
static llvm::DenseSet<Operation *> findLocalsWithOtherNames(func::FuncOp primal,
                                                            const PointsTo &pointsTo) {
  llvm::DenseSet<Operation *> named;
  auto add = [&](const ObjectSet &targets, Operation *except) {
    for (ObjectId id : targets) {
      const MemoryObject &object = pointsTo.getObjects()[id];
      if (object.kind == MemoryObject::Kind::Local && object.site != except)
        named.insert(object.site);
    }
  };
  auto addValue = [&](Value pointer) {
    if (!isPointer(pointer))
      return;
    Value root = pointer;
    while (Operation *path = root.getDefiningOp()) {
      if (!isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(path))
        break;
      root = path->getOperand(0);
    }
    add(pointsTo.getTargets(pointer), root.getDefiningOp());
  };
  primal.walk([&](Operation *op) {
    llvm::for_each(op->getResults(), addValue);
    for (Region &region : op->getRegions())
      for (Block &block : region)
        llvm::for_each(block.getArguments(), addValue);
  });
  for (ObjectId id = 0; id < pointsTo.getObjects().size(); ++id)
    add(pointsTo.getContents(id), nullptr);
  return named;
}

LogicalResult CallDerivatives::fillReverse(const CallVariant &variant, Functions made) {
  func::FuncOp primal = variant.function;
  const PointsTo &pointsTo = activity.getPointsTo(primal);
  Activity active(primal, pointsTo, activity.getRequest(variant));
  Aliasing aliasing(primal, pointsTo, /*mayAliasArguments=*/true, &activity.getEffects(),
                    /*isCalled=*/true);
  if (failed(checkReinterpretation(primal, pointsTo, active)))
    return failure();
  // Both sweeps in one function, which is cut afterwards.
  SmallVector<Type> types(made.forward.getArgumentTypes());
  llvm::append_range(types, made.pullback.getArgumentTypes());
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  auto whole = func::FuncOp::create(builder, primal.getLoc(), "costate.sweeps",
                                    builder.getFunctionType(types, {}));
  Block *block = whole.addEntryBlock();
  for (func::FuncOp part : {made.forward, made.pullback})
    for (BlockArgument argument : part.getArguments())
      block
          ->getArgument(argument.getArgNumber() +
                        (part == made.pullback ? made.forward.getNumArguments() : 0))
          .setLoc(argument.getLoc());
  builder.setInsertionPointToEnd(block);

  ShadowPlacement placement(primal, pointsTo);
  ForwardSweep forward(active, pointsTo, placement, mode, *this, builder);
  bindArguments(variant, block, /*isTangent=*/false, forward);
  CallActivity::Outcome outcome = activity.getOutcome(variant);
  CombinedSweeps combined;
  combined.block = block;
  bool succeeded = llvm::succeeded(forward.sweep(primal.getBody().front()));
  SmallVector<Value> seeds;
  unsigned seed = made.forward.getNumArguments();
  for (auto [index, result] : llvm::enumerate(getReturned(primal))) {
    combined.results.push_back(forward.getCopy(result));
    bool isSeeded = !isPointer(result) && outcome.results[index];
    seeds.push_back(isSeeded ? block->getArgument(seed++) : Value());
  }
  for (auto [index, result] : llvm::enumerate(getReturned(primal)))
    if (isPointer(result) && variant.results[index]) {
      forward.requireShadows(result, result.getLoc());
      combined.results.push_back(forward.getCompanion(result, result.getLoc()));
    }
  TapeLayout tape(forward, block);
  Recall recall(forward, tape, aliasing, pointsTo, placement);
  AdjointGenerator generator(primal, active, aliasing, recall, *this, builder);
  AdjointArithmetic adjointArithmetic;
  builder.setListener(&adjointArithmetic);
  succeeded = succeeded && !forward.hasFailed() && llvm::succeeded(generator.run(seeds)) &&
              !forward.hasFailed();
  builder.setListener(nullptr);
  if (!succeeded) {
    whole.erase();
    return failure();
  }
  for (BlockArgument argument : primal.getArguments()) {
    if (isPointer(argument) || !variant.arguments[argument.getArgNumber()])
      continue;
    Value adjoint = generator.getArgumentAdjoint(argument.getArgNumber());
    combined.adjoints.push_back(
        adjoint ? adjoint : cxx::createZero(builder, argument.getLoc(), argument.getType()));
  }
  for (Operation *op : forward.getDeferredReleases()) {
    auto release = cast<cxx::DeallocOp>(op);
    cxx::DeallocOp::create(builder, op->getLoc(), release.getKind(),
                           forward.getCopy(release.getAddress()));
  }
  combined.marker = generator.getMarker();
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(combined.marker);
    forward.finishRegistries();
  }
  llvm::DenseSet<Operation *> named = findLocalsWithOtherNames(primal, pointsTo);
  primal.walk([&](cxx::AllocaOp local) {
    if (forward.hasCompanion(local.getAddress()))
      combined.lasting.insert(
          forward.getCompanion(local.getAddress(), local.getLoc()).getDefiningOp());
    if (named.contains(local))
      combined.lasting.insert(forward.getCopy(local.getAddress()).getDefiningOp());
  });
  splitSweeps(combined, made.forward, made.pullback);
  whole.erase();
  return success();
}
