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
    : function(function), pointsTo(pointsTo), cold(function),
      variedIsActive(request.variedIsActive), isCalled(request.isCalled), calls(request.calls) {
  for (unsigned index : request.wrt) {
    BlockArgument argument = function.getArgument(index);
    markVaried(argument);
    auto object = pointsTo.getArgumentObject(index);
    if (!object)
      continue;
    inputObjects.insert(*object);
    for (ObjectId reachable : pointsTo.getContents(*object))
      if (pointsTo.getObjects()[reachable].kind == MemoryObject::Kind::Reachable)
        inputObjects.insert(reachable);
  }
  for (ObjectId object : inputObjects) {
    variedCells.insert(*pointsTo.findAnywhere(object));
    usefulCells.insert(*pointsTo.findAnywhere(object));
  }
  // Memory that is handed out behind an argument carries what the caller makes of it.
  if (variedIsActive)
    for (unsigned index : request.wrt)
      if (isa<cxx::PtrType>(function.getArgumentTypes()[index]))
        markReachable(function.getArgument(index), variedCells);
  Operation *terminator = function.getBody().front().getTerminator();
  for (unsigned index : request.results)
    if (isa<cxx::PtrType>(terminator->getOperand(index).getType()))
      markReachable(terminator->getOperand(index), variedCells);
  SmallVector<Operation *> operations;
  function.walk([&](Operation *op) {
    if (!cold.contains(op))
      operations.push_back(op);
  });
  // Each in the direction in which the property flows: straight-line code takes one round.
  auto fixpoint = [](auto &&ordered, auto propagate) {
    for (bool changed = true; changed;) {
      changed = false;
      for (Operation *op : ordered)
        changed |= propagate(op);
    }
  };
  fixpoint(operations, [&](Operation *op) { return propagateVaried(op); });

  for (unsigned index : request.results)
    markUseful(terminator->getOperand(index));
  fixpoint(llvm::reverse(operations), [&](Operation *op) { return propagateUseful(op); });
  closeMirrored();
}

bool Activity::markVaried(Value value) {
  return isa<FloatType>(value.getType()) && variedValues.insert(value).second;
}

bool Activity::markUseful(Value value) {
  return isa<FloatType>(value.getType()) && usefulValues.insert(value).second;
}

template <typename Places>
static bool any(const Places &places, const llvm::DenseSet<unsigned> &marked) {
  return llvm::any_of(places, [&](unsigned place) { return marked.contains(place); });
}

template <typename Places>
static bool markAll(const Places &places, llvm::DenseSet<unsigned> &marked) {
  bool changed = false;
  for (unsigned place : places)
    changed |= marked.insert(place).second;
  return changed;
}

bool Activity::markPlaces(Value address, llvm::DenseSet<CellId> &marked) {
  return markAll(pointsTo.getTargetCells(address), marked);
}

bool Activity::isVariedAddress(Value address) const {
  return any(pointsTo.getAccessedCells(address), variedCells);
}

bool Activity::isActivePlaces(const CellSet &places) const {
  return any(places, variedCells) && (variedIsActive || any(places, usefulCells));
}

bool Activity::isActiveAddress(Value pointer, std::optional<uint64_t> size) const {
  return isActivePlaces(pointsTo.getAccessedCells(pointer, size));
}

bool Activity::isMirrored(Value pointer) const {
  return any(pointsTo.getTargets(pointer), mirroredObjects);
}

/// Whether another function of the program gives the object, with a shadow if it may hold numbers
/// or pointers.
bool Activity::isShadowGiven(ObjectId object) const {
  const MemoryObject &known = pointsTo.getObjects()[object];
  return known.isGiven() && (isCalled || known.kind == MemoryObject::Kind::Call);
}

bool Activity::mayLeadToPlain(Value pointer) const {
  return isMirrored(pointer) && llvm::any_of(pointsTo.getTargets(pointer), [&](ObjectId object) {
           return !mirroredObjects.contains(object);
         });
}

bool Activity::mayLackShadow(Value pointer) const {
  if (mayLeadToPlain(pointer))
    return true;
  Type pointee = cast<cxx::PtrType>(pointer.getType()).getPointee();
  bool isPlain = !holdsFloat(pointee) && !holdsPointer(pointee) &&
                 !pointsTo.mayHideNumbers(pointee) && !pointsTo.mayHidePointers(pointee);
  return isMirrored(pointer) && isPlain &&
         llvm::any_of(pointsTo.getTargets(pointer),
                      [&](ObjectId object) { return isShadowGiven(object); });
}

bool Activity::holdsMirrored(Value pointer) const {
  return any(pointsTo.getStoredTargets(pointer), mirroredObjects);
}

bool costate::carriesDerivative(Operation *op) {
  auto isFloat = [](Type type) { return isa<FloatType>(type); };
  return !isa<ad::StopGradientOp, cxx::InactiveCallOp>(op) &&
         llvm::any_of(op->getOperandTypes(), isFloat) &&
         llvm::any_of(op->getResultTypes(), isFloat);
}

bool Activity::propagateVaried(Operation *op) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::LoadOp load) {
        return isVariedAddress(load.getAddress()) && markVaried(load.getValue());
      })
      .Case([&](cxx::StoreOp store) {
        return isVaried(store.getValue()) && markPlaces(store.getAddress(), variedCells);
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        bool changed = false;
        pointsTo.forEachCopied(copy, [&](CellId target, CellId source) {
          changed |= variedCells.contains(source) && variedCells.insert(target).second;
        });
        return changed;
      })
      .Case([&](ad::TapePushOp push) {
        bool changed = false;
        for (Operation *user : push.getTape().getUsers())
          if (auto pop = dyn_cast<ad::TapePopOp>(user))
            changed |=
                llvm::any_of(push.getValues(), [&](Value value) { return isVaried(value); }) &&
                markVaried(pop.getValue());
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
        return usefulValues.contains(load.getValue()) && markPlaces(load.getAddress(), usefulCells);
      })
      .Case([&](cxx::StoreOp store) {
        return any(pointsTo.getAccessedCells(store.getAddress()), usefulCells) &&
               markUseful(store.getValue());
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        bool changed = false;
        pointsTo.forEachCopied(copy, [&](CellId target, CellId source) {
          changed |= usefulCells.contains(target) && usefulCells.insert(source).second;
        });
        return changed;
      })
      .Case([&](ad::TapePopOp pop) {
        bool changed = false;
        for (Operation *user : pop.getTape().getUsers())
          if (auto push = dyn_cast<ad::TapePushOp>(user))
            for (Value value : push.getValues())
              changed |= usefulValues.contains(pop.getValue()) && markUseful(value);
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

bool Activity::isActiveObject(ObjectId object) const {
  return llvm::any_of(pointsTo.getCellsOf(object), [&](CellId cell) {
    CellSet overlapping;
    for (CellId other : pointsTo.getCellsOf(object))
      if (pointsTo.mayOverlap(pointsTo.getCells()[cell], pointsTo.getCells()[other]))
        overlapping.insert(other);
    return isActivePlaces(overlapping);
  });
}

void Activity::closeMirrored() {
  unsigned count = pointsTo.getObjects().size();
  auto canHaveShadow = [&](ObjectId object) {
    // Who releases the characters of a string knows of no shadow.
    if (pointsTo.isOwnedText(object))
      return false;
    // What a call gives comes with its shadow.
    return pointsTo.getObjects()[object].isPrivate() || inputObjects.contains(object) ||
           pointsTo.getObjects()[object].kind == MemoryObject::Kind::Call;
  };
  auto mark = [&](ObjectId object) {
    return canHaveShadow(object) && mirroredObjects.insert(object).second;
  };
  for (ObjectId object = 0; object < count; ++object)
    if (isActiveObject(object))
      mark(object);
  function.walk([&](ad::RuleCallOp call) { mirrorRuleArguments(call); });
  // A pointer that may point to a mirrored object has a shadow, so whatever else it may point to
  // gets one as well, if it is this function's.
  auto closePointer = [&](Value pointer) {
    if (!isa<cxx::PtrType>(pointer.getType()) || !isMirrored(pointer))
      return false;
    bool changed = false;
    for (ObjectId object : pointsTo.getTargets(pointer))
      changed |= mark(object);
    return changed;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (ObjectId object = 0; object < count; ++object)
      if (any(pointsTo.getContents(object), mirroredObjects))
        changed |= mark(object);
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
