// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules that users write, in the forward sweep of both modes and in the reverse sweep.

#include "RuleCalls.h"

#include "AdjointGenerator.h"
#include "ForwardSweep.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace costate;

//===------------------------------- bodies ------------------------------===//

/// Copies the body of a normalized function to the builder's place.
static SmallVector<Value> copyBody(OpBuilder &builder, func::FuncOp function,
                                   ArrayRef<Value> arguments) {
  // What the user wrote keeps its rounding.
  OpBuilder::Listener *listener = builder.getListener();
  builder.setListener(nullptr);
  IRMapping mapping;
  mapping.map(function.getArguments(), arguments);
  Block &body = function.getBody().front();
  for (Operation &op : body.without_terminator())
    builder.clone(op, mapping);
  builder.setListener(listener);
  SmallVector<Value> results;
  for (Value result : body.getTerminator()->getOperands())
    results.push_back(mapping.lookupOrDefault(result));
  return results;
}

static bool returnsRecordByPointer(func::FuncOp function) {
  if (function.getNumArguments() == 0)
    return false;
  auto passing = function.getArgAttrOfType<StringAttr>(0, cxx::attr::passing);
  return passing && passing.getValue() == "sret";
}

/// Calls a function that may return a record; gives the record's scalars or the results.
static SmallVector<Value> callForScalars(OpBuilder &builder, Location location,
                                         func::FuncOp function, ArrayRef<Value> arguments) {
  if (!returnsRecordByPointer(function))
    return copyBody(builder, function, arguments);
  Value record = cxx::AllocaOp::create(builder, location, function.getArgumentTypes().front(), "",
                                       /*zeroed=*/false);
  SmallVector<Value> all = {record};
  all.append(arguments.begin(), arguments.end());
  copyBody(builder, function, all);
  SmallVector<Value> scalars;
  std::function<void(Value)> loadAll = [&](Value address) {
    Type type = cast<cxx::PtrType>(address.getType()).getPointee();
    if (auto inner = dyn_cast<cxx::RecordType>(type)) {
      for (auto [index, field] : llvm::enumerate(inner.getFields()))
        loadAll(cxx::FieldOp::create(builder, location, cxx::PtrType::get(field.type), address,
                                     static_cast<uint32_t>(index)));
    } else if (auto array = dyn_cast<cxx::ArrayType>(type)) {
      for (uint64_t i = 0; i < array.getSize(); ++i)
        loadAll(cxx::ElementOp::create(builder, location, cxx::PtrType::get(array.getElementType()),
                                       address, emitIndex(builder, location, i)));
    } else {
      scalars.push_back(cxx::LoadOp::create(builder, location, type, address));
    }
  };
  loadAll(record);
  return scalars;
}

/// The reverse of the above: stores scalars into a record, in order.
static void storeScalars(OpBuilder &builder, Location location, Value address,
                         ArrayRef<Value> &scalars) {
  Type type = cast<cxx::PtrType>(address.getType()).getPointee();
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    for (auto [index, field] : llvm::enumerate(record.getFields()))
      storeScalars(builder, location,
                   cxx::FieldOp::create(builder, location, cxx::PtrType::get(field.type), address,
                                        static_cast<uint32_t>(index)),
                   scalars);
  } else if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    for (uint64_t i = 0; i < array.getSize(); ++i)
      storeScalars(builder, location,
                   cxx::ElementOp::create(builder, location,
                                          cxx::PtrType::get(array.getElementType()), address,
                                          emitIndex(builder, location, i)),
                   scalars);
  } else {
    cxx::StoreOp::create(builder, location, scalars.front(), address);
    scalars = scalars.drop_front();
  }
}

static func::FuncOp findRule(Operation *call, std::optional<StringRef> name) {
  return name ? SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
                    call, StringAttr::get(call->getContext(), *name))
              : func::FuncOp();
}

static void refuseMissing(ad::RuleCallOp call, StringRef kind, StringRef use) {
  emitRefusal(call.getLoc(), "missing-rule-direction",
              "function '" + call.getCxxCallee() + "' has a rule, but none for " + use +
                  ": write one with [[costate::derivative_of(" + call.getCxxCallee() + ", \"" +
                  kind + "\")]]");
}

void costate::hoistStorage(func::FuncOp function) {
  Block &entry = function.getBody().front();
  SmallVector<cxx::AllocaOp> nested;
  function.walk([&](cxx::AllocaOp storage) {
    if (storage->getBlock() != &entry)
      nested.push_back(storage);
  });
  for (cxx::AllocaOp storage : nested) {
    if (storage.getZeroed()) {
      OpBuilder builder(storage->getContext());
      builder.setInsertionPointAfter(storage);
      cxx::FillOp::create(builder, storage.getLoc(), storage.getAddress(),
                          emitIndex(builder, storage.getLoc(), 1), /*byte=*/0);
      storage.setZeroed(false);
    }
    storage->moveBefore(&entry, entry.begin());
  }
}

/// Whether the body of a function with a rule leads back to itself: it could not be copied to an
/// end.
static bool isRecursive(func::FuncOp primal) {
  llvm::SmallPtrSet<Operation *, 8> seen;
  SmallVector<func::FuncOp> work = {primal};
  while (!work.empty()) {
    bool isClosed = false;
    work.pop_back_val().walk([&](ad::RuleCallOp call) {
      func::FuncOp callee = findRule(call, call.getPrimal());
      isClosed |= callee == primal;
      if (callee && seen.insert(callee).second)
        work.push_back(callee);
    });
    if (isClosed)
      return true;
  }
  return false;
}

LogicalResult costate::lowerRuleCalls(ModuleOp module) {
  auto walk = module.walk([](ad::RuleCallOp call) {
    func::FuncOp primal = findRule(call, call.getPrimal());
    if (!primal || !isRecursive(primal))
      return WalkResult::advance();
    emitRefusal(call.getLoc(), "unsupported-recursion",
                "function '" + call.getCxxCallee() + "' has a rule and calls itself");
    return WalkResult::interrupt();
  });
  if (walk.wasInterrupted())
    return failure();
  // The body of a primal may hold such calls itself.
  while (true) {
    SmallVector<ad::RuleCallOp> calls;
    module.walk([&](ad::RuleCallOp call) { calls.push_back(call); });
    if (calls.empty())
      return success();
    for (ad::RuleCallOp call : calls) {
      OpBuilder builder(call);
      SmallVector<Value> results;
      if (func::FuncOp primal = findRule(call, call.getPrimal()))
        results = copyBody(builder, primal, SmallVector<Value>(call.getArguments()));
      else
        llvm::append_range(
            results, cxx::InactiveCallOp::create(builder, call.getLoc(), call.getResultTypes(),
                                                 call.getCallee(), call.getCxxCallee(),
                                                 call.getArguments(), -1, false)
                         .getResults());
      call.replaceAllUsesWith(results);
      call.erase();
    }
    for (func::FuncOp function : module.getOps<func::FuncOp>())
      if (!function.isExternal() && function.getBody().hasOneBlock())
        hoistStorage(function);
  }
}

//===--------------------------- forward sweeps --------------------------===//

void ForwardSweep::sweepRuleCall(Operation *op) {
  auto call = cast<ad::RuleCallOp>(op);
  bool readsVaried = llvm::any_of(call.getWrt(), [&](int32_t index) {
    Value argument = call.getArguments()[index];
    return activity.isVaried(argument) ||
           llvm::any_of(pointsTo.getTargets(argument),
                        [&](ObjectId object) { return activity.isVariedObject(object); });
  });
  for (int32_t index : call.getWritten())
    if (llvm::is_contained(call.getWrt(), index))
      checkActiveStore(op, call.getArguments()[index], readsVaried);
  if (failed)
    return;
  if (!activity.isActiveRuleCall(op)) {
    builder.clone(*op, copies);
    return;
  }
  Location location = op->getLoc();
  SmallVector<Value> arguments;
  for (Value argument : call.getArguments())
    arguments.push_back(getCopy(argument));
  unsigned results = op->getNumResults();
  if (mode == Mode::Primal) {
    func::FuncOp augmented = findRule(op, call.getAugmented());
    if (!augmented) {
      builder.clone(*op, copies);
      return;
    }
    SmallVector<Value> scalars = callForScalars(builder, location, augmented, arguments);
    for (unsigned i = 0; i < results; ++i)
      copies.map(op->getResult(i), scalars[i]);
    ruleStates[op].assign(scalars.begin() + results, scalars.end());
    return;
  }
  func::FuncOp jvp = findRule(op, call.getJvp());
  if (!jvp) {
    failed = true;
    refuseMissing(call, "jvp", "forward mode");
    return;
  }
  for (int32_t index : call.getWrt()) {
    Value argument = call.getArguments()[index];
    bool hasNone = isa<cxx::PtrType>(argument.getType()) && !needsCompanion(argument);
    arguments.push_back(hasNone ? cxx::NullOp::create(builder, location, argument.getType())
                                : getCompanion(argument, location));
  }
  SmallVector<Value> scalars = callForScalars(builder, location, jvp, arguments);
  for (unsigned i = 0; i < results; ++i)
    copies.map(op->getResult(i), scalars[i]);
  if (results == 1 && needsCompanion(op->getResult(0)))
    companions[op->getResult(0)] = scalars[1];
}

//===--------------------------- reverse sweep ---------------------------===//

void AdjointGenerator::reverseRuleCall(Operation *op, Frame &frame) {
  auto call = cast<ad::RuleCallOp>(op);
  if (!activity.isActiveRuleCall(op))
    return;
  func::FuncOp vjp = findRule(op, call.getVjp());
  if (!vjp) {
    failed = true;
    return refuseMissing(call, "vjp", "reverse mode");
  }
  Location location = op->getLoc();
  SmallVector<Value> arguments;
  for (auto [index, argument] : llvm::enumerate(call.getArguments())) {
    auto pointer = dyn_cast<cxx::PtrType>(argument.getType());
    if (llvm::is_contained(call.getUnread(), static_cast<int32_t>(index))) {
      arguments.push_back(cxx::createZero(builder, location, argument.getType()));
      continue;
    }
    if (pointer && !aliasing.areObjectsUnchangedAfter(op, argument))
      return fail(op, "rule-reads-overwritten",
                  "the vjp of '" + call.getCxxCallee() + "' gets its argument number " +
                      Twine(index + 1) +
                      " after the program has changed the memory behind it; leave that parameter "
                      "without a name, and keep what the vjp needs in the state of an augmented "
                      "primal");
    arguments.push_back(recall.primal(frame, argument));
  }
  ArrayRef<Value> kept = recall.getRuleState(op);
  SmallVector<Value> state;
  for (Value value : kept)
    state.push_back(recall.recorded(frame, value, op->getParentRegion()));
  if (call.getAugmented()) {
    Type type = vjp.getArgumentTypes()[arguments.size()];
    if (state.size() == 1 && type == state.front().getType()) {
      arguments.push_back(state.front());
    } else {
      Value record = cxx::AllocaOp::create(builder, location, type, "", /*zeroed=*/false);
      ArrayRef<Value> rest = state;
      storeScalars(builder, location, record, rest);
      arguments.push_back(record);
    }
  }
  if (op->getNumResults() == 1 && isFloat(op->getResult(0).getType()))
    arguments.push_back(takeAdjointOrZero(frame, op->getResult(0)));
  SmallVector<std::pair<Value, Value>> places;
  for (int32_t index : call.getWrt()) {
    Value argument = call.getArguments()[index];
    if (isa<cxx::PtrType>(argument.getType())) {
      arguments.push_back(activity.isMirrored(argument)
                              ? recall.companion(frame, argument)
                              : cxx::NullOp::create(builder, location, argument.getType()));
      continue;
    }
    auto type = cxx::PtrType::get(argument.getType());
    Value place = cxx::AllocaOp::create(builder, withSuffix(argument.getLoc(), "_bar"), type, "",
                                        /*zeroed=*/false);
    cxx::StoreOp::create(builder, location, cxx::createZero(builder, location, argument.getType()),
                         place);
    arguments.push_back(place);
    places.push_back({argument, place});
  }
  copyBody(builder, vjp, arguments);
  for (auto [argument, place] : places)
    addAdjoint(frame, argument,
               cxx::LoadOp::create(builder, withSuffix(argument.getLoc(), "_bar"),
                                   argument.getType(), place));
}
