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

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// Calls `visit` for each scalar and pointer type in a type.
static void forEachPart(Type type, llvm::function_ref<void(Type)> visit) {
  visit(type);
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return forEachPart(array.getElementType(), visit);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    for (const cxx::RecordField &field : record.getFields())
      forEachPart(field.type, visit);
}

/// The types behind the pointers in a type.
static void addPointees(Type type, llvm::SetVector<Type> &pointees) {
  forEachPart(type, [&](Type part) {
    if (auto pointer = dyn_cast<cxx::PtrType>(part))
      pointees.insert(pointer.getPointee());
  });
}

SmallVector<Type> PointsTo::getObjectTypes(ObjectId id) const {
  const MemoryObject &object = objects[id];
  llvm::SetVector<Type> types;
  switch (object.kind) {
  case MemoryObject::Kind::Argument:
    if (openArguments.contains(object.argument))
      return {};
    types.insert(argumentTypes.lookup(object.argument));
    break;
  case MemoryObject::Kind::Local:
  case MemoryObject::Kind::Heap:
  case MemoryObject::Kind::Global:
    types.insert(cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee());
    break;
  case MemoryObject::Kind::Reachable:
    if (openArguments.contains(object.argument))
      return {};
    addPointees(argumentTypes.lookup(object.argument), types);
    for (unsigned next = 0; next < types.size(); ++next)
      addPointees(types[next], types);
    break;
  case MemoryObject::Kind::Call: {
    const CallSummary *summary = effects ? &effects->get(cast<func::CallOp>(object.site)) : nullptr;
    if (!summary || summary->touchesGlobals)
      return {};
    types.insert(summary->allocated.begin(), summary->allocated.end());
    break;
  }
  case MemoryObject::Kind::Text:
  case MemoryObject::Kind::Unknown:
    return {};
  }
  if (llvm::any_of(types, isRawStorage))
    return {};
  return types.takeVector();
}

/// A string literal, or another constant that is made of text.
static bool isConstantText(const MemoryObject &object) {
  if (!isConstant(object))
    return false;
  auto address = cast<cxx::AddressOfOp>(object.site);
  auto global =
      SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(address, address.getGlobalAttr());
  return isa_and_nonnull<StringAttr>(global.getInitialAttr());
}

bool PointsTo::mayHoldPointer(ObjectId id) const {
  if (objects[id].kind == MemoryObject::Kind::Text || isConstantText(objects[id]))
    return false;
  if (std::optional<TypeContents> found = findTypes(id))
    return found->holdsPointer;
  SmallVector<Type> types = getObjectTypes(id);
  return types.empty() || llvm::any_of(types, holdsPointer);
}

bool PointsTo::mayHoldFloat(ObjectId id) const {
  if (objects[id].kind == MemoryObject::Kind::Text || isOwnedText(id) ||
      isConstantText(objects[id]))
    return false;
  if (std::optional<TypeContents> found = findTypes(id))
    return found->holdsFloat;
  SmallVector<Type> types = getObjectTypes(id);
  return types.empty() || llvm::any_of(types, holdsFloat);
}

std::optional<TypeContents> PointsTo::findTypes(ObjectId id) const {
  if (!effects)
    return std::nullopt;
  const ConnectedTypes &connected = effects->getConnectedTypes();
  const MemoryObject &object = objects[id];
  switch (object.kind) {
  case MemoryObject::Kind::Argument:
    return connected.getBlockContents(argumentTypes.lookup(object.argument));
  case MemoryObject::Kind::Reachable:
    return connected.getReachable(argumentTypes.lookup(object.argument));
  case MemoryObject::Kind::Local:
  case MemoryObject::Kind::Global:
    return connected.getContents(getPointee(object.site->getResult(0)));
  case MemoryObject::Kind::Heap:
    return connected.getBlockContents(getPointee(object.site->getResult(0)));
  case MemoryObject::Kind::Call: {
    const CallSummary &summary = effects->get(cast<func::CallOp>(object.site));
    if (summary.touchesGlobals)
      return std::nullopt;
    TypeContents found;
    for (Type type : summary.allocated)
      found.add(connected.getBlockContents(type));
    return found;
  }
  case MemoryObject::Kind::Text:
  case MemoryObject::Kind::Unknown:
    break;
  }
  return std::nullopt;
}

bool PointsTo::hasOtherFunctions() const { return effects && !effects->getFunctions().empty(); }

bool PointsTo::mayHidePointers(Type type) const {
  return hasOtherFunctions() && effects->getHiddenContents().mayBePointers(type) &&
         effects->getConnectedTypes().getHidden(type).holdsPointer;
}

bool PointsTo::mayHideNumbers(Type type) const {
  return hasOtherFunctions() && effects->getHiddenContents().mayBeNumbers(type) &&
         effects->getConnectedTypes().getHidden(type).holdsFloat;
}

bool PointsTo::mayHideOddNumbers(Type type) const {
  if (!mayHideNumbers(type))
    return false;
  Type lane = getHiddenLane(type);
  return lane ? cxx::getTypeSize(lane) < sizeof(void *) : effects->getHiddenContents().mayBeOdd();
}

Type PointsTo::getHiddenLane(Type type) const {
  return effects ? effects->getHiddenContents().getLane(type) : Type();
}

void PointsTo::close(ObjectSet &set, ArrayRef<ObjectSet> contents) {
  for (unsigned next = 0; next < set.size(); ++next) {
    const ObjectSet &inner = contents[set[next]];
    set.insert(inner.begin(), inner.end());
  }
}

void PointsTo::closeKnown(ObjectSet &set) const {
  for (unsigned next = 0; next < set.size(); ++next)
    for (CellId cell : cellsOfObject[set[next]])
      for (CellId pointed : contents[cell])
        set.insert(cells[pointed].object);
}

ObjectSet PointsTo::getReachable(Value pointer) const {
  ObjectSet reachable = getTargets(pointer);
  close(reachable, objectContents);
  return reachable;
}

ObjectSet PointsTo::getReachable(ObjectId object) const {
  ObjectSet reachable;
  reachable.insert(object);
  close(reachable, objectContents);
  return reachable;
}

ObjectSet PointsTo::getReachableWithoutText(Value pointer) const {
  ObjectSet reachable = getTargets(pointer);
  close(reachable, contentsWithoutText);
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
    for (CellId cell : targets.lookup(operand))
      reachable.insert(cells[cell].object);
  if (summary.touchesGlobals)
    reachable.insert(cells[unknown].object);
  closeKnown(reachable);
  // What the callee made, if it made anything.
  ObjectId fresh = *getCallObject(op);
  if (!effects || summary.touchesGlobals || !summary.allocated.empty())
    reachable.insert(fresh);
  llvm::DenseMap<ObjectId, std::optional<TypeContents>> types;
  bool isTyped = effects && !summary.ignoresTypes;
  for (ObjectId object : reachable)
    types[object] = isTyped ? findTypes(object) : std::nullopt;
  auto mayHold = [&](const std::optional<TypeContents> &container, ObjectId target) {
    const std::optional<TypeContents> &targetTypes = types.find(target)->second;
    return !container ||
           (targetTypes ? container->mayLeadTo(*targetTypes) : container->holdsPointer);
  };
  // The callee leaves pointers to anywhere, anywhere.
  auto getAnyPlace = [&](ObjectId object) { return getCell(object, ObjectLayout::anywhere); };
  auto store = [&](ObjectId container) {
    bool changed = false;
    if (!mayHoldPointer(container))
      return false;
    const std::optional<TypeContents> &held = types.find(container)->second;
    for (ObjectId target : reachable)
      if (mayHold(held, target)) {
        CellId place = getAnyPlace(target), holder = getAnyPlace(container);
        changed |= contents[holder].insert(place);
      }
    return changed;
  };
  bool changed = false;
  for (ObjectId object : reachable)
    if (object == fresh || summary.storesPointers)
      changed |= store(object);
  if (summary.touchesGlobals)
    for (const auto &entry : globalObjects)
      for (ObjectId target : reachable) {
        CellId place = getAnyPlace(target), holder = getAnyPlace(entry.second);
        changed |= contents[holder].insert(place);
      }
  for (Value result : call.getResults()) {
    if (!holdsPointer(result.getType()))
      continue;
    std::optional<TypeContents> held;
    if (isTyped)
      held = effects->getConnectedTypes().getContents(result.getType());
    for (ObjectId target : reachable)
      if (mayHold(held, target)) {
        // Who gets a pointer to characters of a string from there has it from the library.
        bool isText = target == cells[text].object;
        if (isText && !isCharacterPointer(result.getType()))
          continue;
        CellId place = isText ? unknown : getAnyPlace(target);
        changed |= targets[result].insert(place);
      }
  }
  return changed;
}
