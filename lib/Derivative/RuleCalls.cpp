// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules that users write, in the forward sweep of both modes and in the reverse sweep.

#include "RuleCalls.h"

#include "AdjointGenerator.h"
#include "ForwardSweep.h"
#include "Signature.h"
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

/// Functions that only calls through pointers reach are imported as far as that is possible.
static LogicalResult checkBody(Operation *call, func::FuncOp function) {
  if (!function || !function.isExternal())
    return success();
  auto refusal = function->getAttrOfType<StringAttr>(cxx::attr::refusal);
  std::string reason = refusal ? ": " + refusal.str() : "";
  return emitRefusal(call->getLoc(), "unsupported-callee",
                     "this call reaches '" + getUnqualifiedName(function) +
                         "', which cannot be differentiated" + reason);
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

/// The functions that `function` calls, directly or as the primals of rules.
static void forEachCallee(func::FuncOp function, llvm::function_ref<void(func::FuncOp)> visit) {
  function.walk([&](Operation *op) {
    func::FuncOp callee;
    if (auto call = dyn_cast<ad::RuleCallOp>(op))
      callee = findRule(op, call.getPrimal());
    else if (auto call = dyn_cast<func::CallOp>(op))
      callee = findRule(op, call.getCallee());
    if (callee)
      visit(callee);
  });
}

/// The primals with rules that lead back to themselves: these stay functions.
static llvm::DenseSet<func::FuncOp> findRecursivePrimals(ModuleOp module) {
  llvm::DenseSet<func::FuncOp> primals, recursive;
  module.walk([&](ad::RuleCallOp call) {
    if (func::FuncOp primal = findRule(call, call.getPrimal()))
      primals.insert(primal);
  });
  for (func::FuncOp primal : primals) {
    llvm::DenseSet<func::FuncOp> reached;
    SmallVector<func::FuncOp> work = {primal};
    while (!work.empty())
      forEachCallee(work.pop_back_val(), [&](func::FuncOp callee) {
        if (reached.insert(callee).second)
          work.push_back(callee);
      });
    if (reached.contains(primal))
      recursive.insert(primal);
  }
  return recursive;
}

LogicalResult costate::lowerRuleCalls(ModuleOp module) {
  llvm::DenseSet<func::FuncOp> recursive = findRecursivePrimals(module);
  // The body of a primal may hold such calls itself.
  for (unsigned depth = 0; depth < 32; ++depth) {
    SmallVector<ad::RuleCallOp> calls;
    module.walk([&](ad::RuleCallOp call) { calls.push_back(call); });
    if (calls.empty())
      return success();
    for (ad::RuleCallOp call : calls) {
      OpBuilder builder(call);
      SmallVector<Value> results;
      func::FuncOp primal = findRule(call, call.getPrimal());
      if (primal && recursive.contains(primal))
        llvm::append_range(
            results,
            func::CallOp::create(builder, call.getLoc(), primal, call.getArguments()).getResults());
      else if (primal && failed(checkBody(call, primal)))
        return failure();
      else if (primal)
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
  return emitRefusal(module.getLoc(), "unsupported-recursion",
                     "a function with a rule calls itself");
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
    if (::failed(checkBody(op, augmented))) {
      failed = true;
      return;
    }
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
  if (::failed(checkBody(op, jvp))) {
    failed = true;
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
  if (::failed(checkBody(op, vjp))) {
    failed = true;
    return;
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
