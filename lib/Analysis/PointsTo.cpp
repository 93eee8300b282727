// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/PointsTo.h"

#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

static bool holds(Type type, llvm::function_ref<bool(Type)> wanted) {
  if (wanted(type))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holds(array.getElementType(), wanted);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(),
                        [&](const cxx::RecordField &field) { return holds(field.type, wanted); });
  return false;
}

bool costate::holdsPointer(Type type) {
  return holds(type, [](Type part) { return isa<cxx::PtrType, NoneType>(part); });
}

bool costate::holdsFloat(Type type) {
  return holds(type, [](Type part) { return isa<FloatType>(part); });
}

PointsTo::PointsTo(func::FuncOp function, const CallEffects *effects) : effects(effects) {
  unknown = addObject({MemoryObject::Kind::Unknown});
  contents[unknown].insert(unknown);
  seed(function);
  // What cold code writes is read by nobody who comes back.
  cxx::ColdCode cold(function);
  bool changed = true;
  while (changed) {
    changed = false;
    function.walk([&](Operation *op) {
      if (!isa<cxx::StoreOp, cxx::CopyOp, cxx::CopyNOp>(op) || !cold.contains(op))
        changed |= propagate(op);
    });
  }
}

ObjectId PointsTo::addObject(MemoryObject object) {
  objects.push_back(object);
  contents.emplace_back();
  return objects.size() - 1;
}

void PointsTo::seed(func::FuncOp function) {
  for (BlockArgument argument : function.getArguments()) {
    auto pointer = dyn_cast<cxx::PtrType>(argument.getType());
    if (!pointer)
      continue;
    unsigned index = argument.getArgNumber();
    ObjectId object = addObject({MemoryObject::Kind::Argument, index});
    argumentObjects[index] = object;
    argumentTypes[index] = pointer.getPointee();
    targets[argument].insert(object);
    if (holdsPointer(pointer.getPointee())) {
      ObjectId reachable = addObject({MemoryObject::Kind::Reachable, index});
      contents[object].insert(reachable);
      contents[reachable].insert(reachable);
    }
  }
  function.walk([&](Operation *op) {
    if (isa<cxx::AllocaOp, cxx::ExceptionOp>(op))
      targets[op->getResult(0)].insert(addObject({MemoryObject::Kind::Local, 0, op}));
    else if (isa<cxx::AllocOp>(op))
      targets[op->getResult(0)].insert(addObject({MemoryObject::Kind::Heap, 0, op}));
    else if (isa<func::CallOp>(op))
      callObjects[op] = addObject({MemoryObject::Kind::Call, 0, op});
    else if (auto address = dyn_cast<cxx::AddressOfOp>(op)) {
      auto [entry, isNew] = globalObjects.try_emplace(address.getGlobalAttr(), 0);
      if (isNew) {
        entry->second = addObject({MemoryObject::Kind::Global, 0, op});
        contents[entry->second].insert(unknown);
      }
      targets[address.getAddress()].insert(entry->second);
    }
  });
}

bool PointsTo::flow(const ObjectSet &from, ObjectSet &to) {
  size_t before = to.size();
  to.insert(from.begin(), from.end());
  return to.size() != before;
}

bool PointsTo::flow(Value from, Value to) {
  if (!isa<cxx::PtrType>(to.getType()))
    return false;
  ObjectSet source = targets.lookup(from);
  return flow(source, targets[to]);
}

bool PointsTo::flowRegionBranches(Operation *op) {
  bool changed = false;
  forEachRegionFlow(op, [&](Value from, Value to) { changed |= flow(from, to); });
  return changed;
}

bool PointsTo::propagate(Operation *op) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(
          [&](Operation *path) { return flow(path->getOperand(0), path->getResult(0)); })
      .Case([&](arith::SelectOp select) {
        bool first = flow(select.getTrueValue(), select.getResult());
        return flow(select.getFalseValue(), select.getResult()) || first;
      })
      .Case([&](cxx::LoadOp load) {
        if (!isa<cxx::PtrType>(load.getType()))
          return false;
        bool changed = false;
        ObjectSet sources = targets.lookup(load.getAddress());
        for (ObjectId object : sources)
          changed |= flow(contents[object], targets[load.getValue()]);
        return changed;
      })
      .Case([&](cxx::StoreOp store) {
        if (!isa<cxx::PtrType>(store.getValue().getType()))
          return false;
        bool changed = false;
        ObjectSet destinations = targets.lookup(store.getAddress());
        ObjectSet stored = targets.lookup(store.getValue());
        for (ObjectId object : destinations)
          changed |= flow(stored, contents[object]);
        return changed;
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        bool changed = false;
        ObjectSet destinations = targets.lookup(copy->getOperand(0));
        ObjectSet sources = targets.lookup(copy->getOperand(1));
        for (ObjectId destination : destinations)
          for (ObjectId source : sources) {
            ObjectSet moved = contents[source];
            changed |= flow(moved, contents[destination]);
          }
        return changed;
      })
      .Case([&](func::CallOp call) { return propagateCall(call); })
      .Case([&](cxx::InactiveCallOp call) {
        bool changed = false;
        for (Value result : call.getResults())
          if (isa<cxx::PtrType>(result.getType()))
            changed |= targets[result].insert(unknown);
        return changed;
      })
      .Case([&](ad::TapePushOp push) {
        bool changed = false;
        for (Operation *user : push.getTape().getUsers())
          if (auto pop = dyn_cast<ad::TapePopOp>(user))
            changed |= flow(push.getValue(), pop.getValue());
        return changed;
      })
      .Default([&](Operation *other) { return flowRegionBranches(other); });
}

const ObjectSet &PointsTo::getTargets(Value pointer) const {
  static const ObjectSet none;
  auto found = targets.find(pointer);
  return found == targets.end() ? none : found->second;
}

std::optional<ObjectId> PointsTo::getArgumentObject(unsigned index) const {
  auto found = argumentObjects.find(index);
  if (found == argumentObjects.end())
    return std::nullopt;
  return found->second;
}
