// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers and the calls that are left after inlining. The callee may store any pointer that it can
// reach in any memory that it can reach, and return any of them. What it gives that the caller has
// no name for (memory that it allocated, globals) is one object per call.

#include "costate/Analysis/CallEffects.h"
#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

bool costate::isRawStorage(Type type) {
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  return type.isInteger(8) || isa<NoneType>(type);
}

Type PointsTo::getObjectType(ObjectId id) const {
  const MemoryObject &object = objects[id];
  switch (object.kind) {
  case MemoryObject::Kind::Argument:
    return argumentTypes.lookup(object.argument);
  case MemoryObject::Kind::Local:
  case MemoryObject::Kind::Heap:
  case MemoryObject::Kind::Global:
    return cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee();
  default:
    return {};
  }
}

bool PointsTo::mayHoldPointer(ObjectId id) const {
  Type type = getObjectType(id);
  return !type || holdsPointer(type) || isRawStorage(type);
}

bool PointsTo::mayHoldFloat(ObjectId id) const {
  Type type = getObjectType(id);
  return !type || holdsFloat(type) || isRawStorage(type);
}

void PointsTo::close(ObjectSet &set) const {
  for (unsigned next = 0; next < set.size(); ++next) {
    // By value: the set grows.
    const ObjectSet &inner = contents[set[next]];
    set.insert(inner.begin(), inner.end());
  }
}

ObjectSet PointsTo::getReachable(Value pointer) const {
  ObjectSet reachable = getTargets(pointer);
  close(reachable);
  return reachable;
}

ObjectSet PointsTo::getReachable(ObjectId object) const {
  ObjectSet reachable;
  reachable.insert(object);
  close(reachable);
  return reachable;
}

std::optional<ObjectId> PointsTo::getCallObject(Operation *call) const {
  auto found = callObjects.find(call);
  if (found == callObjects.end())
    return std::nullopt;
  return found->second;
}

bool PointsTo::propagateCall(Operation *op) {
  auto call = cast<func::CallOp>(op);
  CallSummary summary;
  if (effects)
    summary = effects->get(call);
  else
    summary.storesPointers = summary.touchesGlobals = true;
  ObjectSet reachable;
  for (Value operand : call.getOperands())
    if (isa<cxx::PtrType>(operand.getType()))
      flow(getTargets(operand), reachable);
  if (summary.touchesGlobals)
    reachable.insert(unknown);
  close(reachable);
  ObjectId fresh = *getCallObject(op);
  bool changed = contents[fresh].insert(fresh);
  changed |= flow(reachable, contents[fresh]);
  reachable.insert(fresh);
  if (summary.storesPointers)
    for (ObjectId object : reachable)
      if (mayHoldPointer(object))
        changed |= flow(reachable, contents[object]);
  if (summary.touchesGlobals)
    for (const auto &entry : globalObjects)
      changed |= flow(reachable, contents[entry.second]);
  for (Value result : call.getResults())
    if (isa<cxx::PtrType>(result.getType()))
      changed |= flow(reachable, targets[result]);
  return changed;
}
