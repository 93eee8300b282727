// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers and the calls of functions of unknown body that no derivative flows through. Such a
// function may store any pointer that it gets or reaches in any memory that it reaches, and return
// any of them.

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

ObjectSet PointsTo::getTouchedObjects(Operation *call) const {
  ObjectSet reached;
  if (!call->hasAttr(cxx::attr::opaque))
    return reached;
  // What a string points to in itself is a part of it, not all that it is a part of.
  ObjectSet own;
  for (Value operand : call->getOperands())
    for (CellId target : getTargetCells(operand))
      own.insert(cells[target].object);
  for (OpOperand &operand : call->getOpOperands())
    for (CellId cell : getTouchedCells(operand))
      for (CellId pointed : contents[cell])
        if (!own.contains(cells[pointed].object))
          reached.insert(cells[pointed].object);
  closeKnown(reached);
  return reached;
}

bool PointsTo::propagateOpaqueCall(Operation *op) {
  auto call = cast<cxx::InactiveCallOp>(op);
  bool changed = false;
  // What the function has a pointer to, or makes one to.
  CellSet places;
  places.insert(unknown);
  if (call->hasAttr(cxx::attr::opaque)) {
    // Where an operand leads to is known better than that: to the operand's place.
    ObjectSet own;
    CellSet touched;
    for (OpOperand &operand : op->getOpOperands()) {
      for (CellId target : CellSet(targets.lookup(operand.get()))) {
        places.insert(target);
        own.insert(cells[target].object);
      }
      CellSet direct = getTouchedCells(operand);
      touched.insert(direct.begin(), direct.end());
    }
    for (CellId cell : touched)
      flow(contents[cell], places);
    ObjectSet reached = getTouchedObjects(op);
    for (ObjectId object : reached)
      if (!own.contains(object))
        places.insert(getCell(object, ObjectLayout::anywhere));
    for (OpOperand &operand : op->getOpOperands()) {
      auto pointer = dyn_cast<cxx::PtrType>(operand.get().getType());
      auto record = pointer ? dyn_cast<cxx::RecordType>(pointer.getPointee()) : cxx::RecordType();
      bool isOpen = record && !record.isComplete();
      if (!pointer || !(isOpen || holdsPointer(pointer.getPointee())))
        continue;
      for (CellId cell : getTouchedCells(operand))
        changed |= flow(places, contents[cell]);
    }
    for (ObjectId object : reached)
      if (!own.contains(object) && mayHoldPointer(object)) {
        CellId holder = getCell(object, ObjectLayout::anywhere);
        changed |= flow(places, contents[holder]);
      }
  }
  for (Value result : call.getResults())
    if (isa<cxx::PtrType>(result.getType()))
      changed |= flow(places, targets[result]);
  return changed;
}
