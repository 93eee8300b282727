// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers and the calls of functions of unknown body that no derivative flows through. Such a
// function may store any pointer that it gets or reaches in any memory that it reaches, and return
// any of them. A `std::string` is known better: whatever function gets it, its pointer leads to
// characters in itself or in memory of its own, and the library keeps no pointer to it or into it.

#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

/// Whether the operand leads to one object of a known size.
static bool isSingle(OpOperand &operand) {
  auto how = operand.getOwner()->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  auto single = how ? how.getAs<DenseI32ArrayAttr>("single") : DenseI32ArrayAttr();
  if (!single || !llvm::is_contained(single.asArrayRef(), operand.getOperandNumber()))
    return false;
  auto record = dyn_cast<cxx::RecordType>(cast<cxx::PtrType>(operand.get().getType()).getPointee());
  return !record || record.isComplete();
}

CellSet PointsTo::getTouchedCells(OpOperand &operand) const {
  if (!isa<cxx::PtrType>(operand.get().getType()))
    return {};
  if (isSingle(operand))
    return getAccessedCells(operand.get());
  CellSet touched;
  for (CellId target : getTargetCells(operand.get()))
    for (CellId cell : cellsOfObject[cells[target].object])
      touched.insert(cell);
  return touched;
}

/// Whether the operand leads to a string, which points to nothing but its own characters.
static bool isString(OpOperand &operand) {
  auto how = operand.getOwner()->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  auto strings = how ? how.getAs<DenseI32ArrayAttr>("strings") : DenseI32ArrayAttr();
  return strings && llvm::is_contained(strings.asArrayRef(), operand.getOperandNumber()) &&
         isSingle(operand);
}

/// The parameter's type, as C++ spells it.
static StringRef getSpelledType(OpOperand &operand) {
  auto how = operand.getOwner()->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  return cast<StringAttr>(how.getAs<ArrayAttr>("types")[operand.getOperandNumber()]).getValue();
}

static bool isModifiedString(OpOperand &operand) {
  return isString(operand) && !getSpelledType(operand).starts_with("const ");
}

static bool isLibraryCall(Operation *call) {
  auto how = call->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  return how && how.contains("library");
}

bool costate::touchesTextOnly(Operation *call) {
  return isLibraryCall(call) && llvm::all_of(call->getOpOperands(), [](OpOperand &operand) {
           return !isa<cxx::PtrType>(operand.get().getType()) || isString(operand) ||
                  getSpelledType(operand) == "const char *" || getSpelledType(operand) == "char **";
         });
}

bool costate::getsString(Operation *call) { return llvm::any_of(call->getOpOperands(), isString); }

/// The objects that the operands lead to.
static ObjectSet getOperandObjects(Operation *call, const PointsTo &pointsTo) {
  ObjectSet objects;
  for (Value operand : call->getOperands())
    for (CellId target : pointsTo.getTargetCells(operand))
      objects.insert(pointsTo.getCells()[target].object);
  return objects;
}

ObjectSet PointsTo::getTouchedObjects(Operation *call) const {
  ObjectSet reached, characters;
  if (!call->hasAttr(cxx::attr::opaque))
    return reached;
  // What a string points to in itself is a part of it, not all that it is a part of.
  ObjectSet own = getOperandObjects(call, *this);
  for (OpOperand &operand : call->getOpOperands())
    for (CellId cell : getTouchedCells(operand))
      for (CellId pointed : contents[cell])
        if (!own.contains(cells[pointed].object))
          (isString(operand) ? characters : reached).insert(cells[pointed].object);
  closeKnown(reached);
  reached.insert(characters.begin(), characters.end());
  return reached;
}

bool PointsTo::propagateStrings(Operation *call) {
  // A string may hand its characters over to another one, but not those that it has in itself.
  CellSet characters;
  characters.insert(text);
  for (OpOperand &operand : call->getOpOperands()) {
    if (!isString(operand))
      continue;
    CellSet own = getTouchedCells(operand);
    stringCells.insert(own.begin(), own.end());
    if (!isModifiedString(operand))
      continue;
    for (CellId cell : own)
      for (CellId pointed : contents[cell])
        if (!own.contains(pointed))
          characters.insert(pointed);
  }
  bool changed = false;
  for (OpOperand &operand : call->getOpOperands()) {
    if (!isModifiedString(operand))
      continue;
    CellSet own = getTouchedCells(operand);
    for (CellId cell : own) {
      changed |= flow(characters, contents[cell]);
      for (CellId part : own)
        if (cells[part].object == cells[cell].object)
          changed |= contents[cell].insert(part);
    }
  }
  return changed;
}

void PointsTo::collectOpaque(Operation *call, CellSet &stored, CellSet &returned,
                             ObjectSet &reached) {
  // Where an operand leads to is known better than by objects: to the operand's place.
  ObjectSet own = getOperandObjects(call, *this), all;
  bool touchesText = touchesTextOnly(call);
  for (OpOperand &operand : call->getOpOperands()) {
    CellSet direct = targets.lookup(operand.get()), touched = getTouchedCells(operand);
    bool isKept = !touchesText && (!isString(operand) || !isLibraryCall(call));
    flow(direct, isKept ? stored : returned);
    for (CellId cell : touched)
      for (CellId pointed : contents[cell]) {
        if (pointed == text)
          continue;
        (isKept || !touched.contains(pointed) ? stored : returned).insert(pointed);
        if (!touchesText && !isString(operand))
          all.insert(cells[pointed].object);
      }
  }
  closeKnown(all);
  for (ObjectId object : all) {
    if (own.contains(object))
      continue;
    reached.insert(object);
    stored.insert(getCell(object, ObjectLayout::anywhere));
  }
  flow(stored, returned);
}

/// Whether the function may store pointers in what the operand leads to, other than a string's own.
static bool mayStorePointer(OpOperand &operand) {
  auto pointer = dyn_cast<cxx::PtrType>(operand.get().getType());
  if (!pointer || isString(operand))
    return false;
  auto record = dyn_cast<cxx::RecordType>(pointer.getPointee());
  return (record && !record.isComplete()) || holdsPointer(pointer.getPointee());
}

bool PointsTo::propagateOpaqueCall(Operation *op) {
  bool changed = false;
  CellSet stored, returned;
  stored.insert(unknown);
  returned.insert(unknown);
  if (auto how = op->getAttrOfType<DictionaryAttr>(cxx::attr::opaque)) {
    ObjectSet reached;
    collectOpaque(op, stored, returned, reached);
    for (OpOperand &operand : op->getOpOperands()) {
      // As the end of a number that was read from text.
      bool isResult =
          touchesTextOnly(op) || (operand.getOperandNumber() == 0 && how.contains("result"));
      if (mayStorePointer(operand))
        for (CellId cell : getTouchedCells(operand))
          changed |= flow(isResult ? returned : stored, contents[cell]);
    }
    changed |= propagateStrings(op);
    for (ObjectId object : reached)
      if (mayHoldPointer(object) && !isConstant(objects[object])) {
        CellId holder = getCell(object, ObjectLayout::anywhere);
        changed |= flow(stored, contents[holder]);
      }
  }
  for (Value result : op->getResults())
    if (isa<cxx::PtrType>(result.getType()))
      changed |= flow(returned, targets[result]);
  return changed;
}
