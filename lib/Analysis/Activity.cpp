// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/Activity.h"

#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

Activity::Activity(func::FuncOp function, const PointsTo &pointsTo, const ActivityRequest &request)
    : function(function), pointsTo(pointsTo), cold(function), variedIsActive(request.variedIsActive),
      calls(request.calls) {
  for (unsigned index : request.wrt) {
    BlockArgument argument = function.getArgument(index);
    markVaried(argument);
    if (auto object = pointsTo.getArgumentObject(index)) {
      variedObjects.insert(*object);
      usefulObjects.insert(*object);
      for (ObjectId reachable : pointsTo.getContents(*object))
        if (pointsTo.getObjects()[reachable].kind == MemoryObject::Kind::Reachable) {
          variedObjects.insert(reachable);
          usefulObjects.insert(reachable);
        }
    }
  }
  Operation *terminator = function.getBody().front().getTerminator();
  for (unsigned index : request.results)
    if (isa<cxx::PtrType>(terminator->getOperand(index).getType()))
      markReachable(terminator->getOperand(index), variedObjects);
  auto fixpoint = [&](auto propagate) {
    for (bool changed = true; changed;) {
      changed = false;
      function.walk([&](Operation *op) {
        if (!cold.contains(op))
          changed |= propagate(op);
      });
    }
  };
  fixpoint([&](Operation *op) { return propagateVaried(op); });

  for (unsigned index : request.results)
    markUseful(terminator->getOperand(index));
  fixpoint([&](Operation *op) { return propagateUseful(op); });
  closeMirrored();
}

bool Activity::markVaried(Value value) {
  return isa<FloatType>(value.getType()) && variedValues.insert(value).second;
}

bool Activity::markUseful(Value value) {
  return isa<FloatType>(value.getType()) && usefulValues.insert(value).second;
}

static bool any(const ObjectSet &objects, const llvm::DenseSet<ObjectId> &marked) {
  return llvm::any_of(objects, [&](ObjectId object) { return marked.contains(object); });
}

static bool markAll(const ObjectSet &objects, llvm::DenseSet<ObjectId> &marked) {
  bool changed = false;
  for (ObjectId object : objects)
    changed |= marked.insert(object).second;
  return changed;
}

bool Activity::anyVaried(Value address) const {
  return any(pointsTo.getTargets(address), variedObjects);
}

bool Activity::anyUseful(Value address) const {
  return any(pointsTo.getTargets(address), usefulObjects);
}

bool Activity::isActiveAddress(Value pointer) const {
  return llvm::any_of(pointsTo.getTargets(pointer),
                      [&](ObjectId object) { return isActiveObject(object); });
}

bool Activity::isMirrored(Value pointer) const {
  return any(pointsTo.getTargets(pointer), mirroredObjects);
}

bool costate::carriesDerivative(Operation *op) {
  auto isFloat = [](Type type) { return isa<FloatType>(type); };
  return !isa<ad::StopGradientOp>(op) && llvm::any_of(op->getOperandTypes(), isFloat) &&
         llvm::any_of(op->getResultTypes(), isFloat);
}

bool Activity::propagateVaried(Operation *op) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::LoadOp load) {
        return anyVaried(load.getAddress()) && markVaried(load.getValue());
      })
      .Case([&](cxx::StoreOp store) {
        return isVaried(store.getValue()) &&
               markAll(pointsTo.getTargets(store.getAddress()), variedObjects);
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        auto pointee = cast<cxx::PtrType>(copy->getOperand(0).getType()).getPointee();
        return holdsFloat(pointee) && anyVaried(copy->getOperand(1)) &&
               markAll(pointsTo.getTargets(copy->getOperand(0)), variedObjects);
      })
      .Case([&](ad::TapePushOp push) {
        bool changed = false;
        for (Operation *user : push.getTape().getUsers())
          if (auto pop = dyn_cast<ad::TapePopOp>(user))
            changed |= isVaried(push.getValue()) && markVaried(pop.getValue());
        return changed;
      })
      .Case([&](func::CallOp call) { return propagateVariedCall(call); })
      .Case([&](ad::RuleCallOp call) { return propagateVariedRule(call); })
      .Default([&](Operation *other) {
        bool changed = false;
        forEachRegionFlow(
            other, [&](Value from, Value to) { changed |= isVaried(from) && markVaried(to); });
        if (other->getNumRegions() == 0 && carriesDerivative(other) &&
            llvm::any_of(other->getOperands(), [&](Value operand) { return isVaried(operand); }))
          for (Value result : other->getResults())
            changed |= markVaried(result);
        return changed;
      });
}

bool Activity::propagateUseful(Operation *op) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::LoadOp load) {
        return usefulValues.contains(load.getValue()) &&
               markAll(pointsTo.getTargets(load.getAddress()), usefulObjects);
      })
      .Case([&](cxx::StoreOp store) {
        return anyUseful(store.getAddress()) && markUseful(store.getValue());
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        auto pointee = cast<cxx::PtrType>(copy->getOperand(0).getType()).getPointee();
        return holdsFloat(pointee) && anyUseful(copy->getOperand(0)) &&
               markAll(pointsTo.getTargets(copy->getOperand(1)), usefulObjects);
      })
      .Case([&](ad::TapePopOp pop) {
        bool changed = false;
        for (Operation *user : pop.getTape().getUsers())
          if (auto push = dyn_cast<ad::TapePushOp>(user))
            changed |= usefulValues.contains(pop.getValue()) && markUseful(push.getValue());
        return changed;
      })
      .Case([&](func::CallOp call) { return propagateUsefulCall(call); })
      .Case([&](ad::RuleCallOp call) { return propagateUsefulRule(call); })
      .Default([&](Operation *other) {
        bool changed = false;
        forEachRegionFlow(other, [&](Value from, Value to) {
          changed |= usefulValues.contains(to) && markUseful(from);
        });
        if (other->getNumRegions() == 0 && carriesDerivative(other) &&
            llvm::any_of(other->getResults(),
                         [&](Value result) { return usefulValues.contains(result); }))
          for (Value operand : other->getOperands())
            changed |= markUseful(operand);
        return changed;
      });
}

void Activity::closeMirrored() {
  unsigned count = pointsTo.getObjects().size();
  for (ObjectId object = 0; object < count; ++object)
    if (isActiveObject(object))
      mirroredObjects.insert(object);
  function.walk([&](ad::RuleCallOp call) { mirrorRuleArguments(call); });
  // A pointer that may point to a mirrored object has a shadow, so whatever else it may point to
  // needs one as well.
  auto closePointer = [&](Value pointer) {
    return isa<cxx::PtrType>(pointer.getType()) && isMirrored(pointer) &&
           markAll(pointsTo.getTargets(pointer), mirroredObjects);
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (ObjectId object = 0; object < count; ++object)
      if (any(pointsTo.getContents(object), mirroredObjects))
        changed |= mirroredObjects.insert(object).second;
    function.walk([&](Operation *op) {
      if (cold.contains(op))
        return;
      for (Value result : op->getResults())
        changed |= closePointer(result);
      for (Region &region : op->getRegions())
        for (Block &block : region)
          for (Value argument : block.getArguments())
            changed |= closePointer(argument);
    });
  }
}
