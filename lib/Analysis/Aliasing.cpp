// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/Aliasing.h"

#include "costate/Analysis/CallEffects.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

/// The address that an operation writes, or null.
static Value getWrittenAddress(Operation *op) {
  if (auto store = dyn_cast<cxx::StoreOp>(op))
    return store.getAddress();
  if (auto atomic = dyn_cast<cxx::AtomicOp>(op))
    return atomic.getAddress();
  if (auto copy = dyn_cast<cxx::CopyOp>(op))
    return copy.getTarget();
  if (auto copy = dyn_cast<cxx::CopyNOp>(op))
    return copy.getTarget();
  if (auto fill = dyn_cast<cxx::FillOp>(op))
    return fill.getTarget();
  if (auto dealloc = dyn_cast<cxx::DeallocOp>(op))
    return dealloc.getAddress();
  return {};
}

Aliasing::Aliasing(func::FuncOp function, const PointsTo &pointsTo, bool mayAliasArguments,
                   const CallEffects *effects, bool isCalled)
    : function(function), pointsTo(pointsTo), mayAliasArguments(mayAliasArguments),
      effects(effects) {
  cxx::ColdCode cold(function);
  this->function->walk([&](Operation *op) {
    if (cold.contains(op))
      return;
    hasOpaqueCalls |= op->hasAttr(cxx::attr::opaque);
    if (getWrittenAddress(op) || isa<cxx::InactiveCallOp, func::CallOp, ad::RuleCallOp>(op))
      writers.push_back(op);
  });
  findRetyped();
  if (!isCalled)
    return;
  auto show = [&](const ObjectSet &objects) {
    visibleToCaller.insert(objects.begin(), objects.end());
  };
  for (auto [id, object] : llvm::enumerate(pointsTo.getObjects()))
    if (!object.isPrivate() && !isConstant(object))
      show(pointsTo.getReachable(static_cast<ObjectId>(id)));
  for (Value result : function.getBody().front().getTerminator()->getOperands())
    if (isa<cxx::PtrType>(result.getType()))
      show(pointsTo.getReachable(result));
}

void Aliasing::findRetyped() {
  llvm::DenseMap<CellId, llvm::SmallPtrSet<Type, 2>> types;
  function->walk([&](Operation *op) {
    if (!isa<cxx::LoadOp, cxx::StoreOp, cxx::AtomicOp, cxx::CopyOp, cxx::CopyNOp>(op))
      return;
    for (Value address : op->getOperands()) {
      auto pointer = dyn_cast<cxx::PtrType>(address.getType());
      if (!pointer || !cxx::isScalarType(pointer.getPointee()))
        continue;
      // A pointer that is stored is accessed by nobody here.
      if (isa<cxx::StoreOp>(op) && address != op->getOperand(1))
        continue;
      Type type = pointer.getPointee();
      if (isa<cxx::PtrType>(type))
        type = cxx::PtrType::get(NoneType::get(type.getContext()));
      for (CellId cell : pointsTo.getTargetCells(address))
        types[cell].insert(type);
    }
  });
  for (auto &[cell, own] : types) {
    ObjectId object = pointsTo.getCells()[cell].object;
    if (!pointsTo.getObjects()[object].isPrivate())
      continue;
    for (CellId other : pointsTo.getCellsOf(object)) {
      auto found = types.find(other);
      if (found == types.end() ||
          !pointsTo.mayOverlap(pointsTo.getCells()[cell], pointsTo.getCells()[other]))
        continue;
      if (found->second.size() > 1 || own.size() > 1 || *found->second.begin() != *own.begin())
        retyped.insert(object);
    }
  }
}

bool Aliasing::shareRetyped(Value first, Value second) const {
  return llvm::any_of(pointsTo.getTargets(first), [&](ObjectId object) {
    return retyped.contains(object) && pointsTo.getTargets(second).contains(object);
  });
}

bool Aliasing::mayOverlap(Value first, std::optional<uint64_t> firstSize, Value second,
                          std::optional<uint64_t> secondSize) const {
  auto getRange = [&](CellId id, Value address, std::optional<uint64_t> size) {
    MemoryCell range = pointsTo.getCells()[id];
    Type pointee = cast<cxx::PtrType>(address.getType()).getPointee();
    range.size = size ? *size : cxx::getTypeSize(pointee);
    return range;
  };
  for (CellId a : pointsTo.getTargetCells(first))
    for (CellId b : pointsTo.getTargetCells(second)) {
      MemoryCell one = getRange(a, first, firstSize), other = getRange(b, second, secondSize);
      bool overlap = one.object == other.object ? pointsTo.mayOverlap(one, other)
                                                : mayAliasObjects(one.object, other.object);
      if (overlap)
        return true;
    }
  return false;
}

bool Aliasing::mayAliasObjects(ObjectId first, ObjectId second) const {
  if (first == second)
    return true;
  using Kind = MemoryObject::Kind;
  MemoryObject a = pointsTo.getObjects()[first], b = pointsTo.getObjects()[second];
  // Locals and heap blocks are distinct from everything else: a pointer to one of them names it.
  if (a.isPrivate() || b.isPrivate())
    return false;
  if (a.kind == Kind::Argument && b.kind == Kind::Argument)
    return mayAliasArguments;
  if (a.kind == Kind::Global && b.kind == Kind::Global)
    return false;
  return true;
}

/// Scalar types that C++ lets nobody access through one another. Aggregates and void may be
/// anything.
static bool areDistinctScalars(Type a, Type b) {
  auto isScalar = [](Type type) { return type.isIntOrFloat() || isa<cxx::PtrType>(type); };
  auto isByte = [](Type type) { return type.isInteger(8); };
  if (!isScalar(a) || !isScalar(b) || isByte(a) || isByte(b))
    return false;
  if (isa<cxx::PtrType>(a) && isa<cxx::PtrType>(b))
    return false;
  return a != b;
}

/// Fields of one record type with different indices do not overlap; elements of one array value
/// with different constant indices neither.
static bool areDistinctSubobjects(Value first, Value second) {
  auto field1 = first.getDefiningOp<cxx::FieldOp>(), field2 = second.getDefiningOp<cxx::FieldOp>();
  if (field1 && field2 && field1.getRecord().getType() == field2.getRecord().getType())
    return field1.getIndex() != field2.getIndex() &&
           !cxx::hasOverlappingMembers(field1.getRecord().getType().getPointee());
  auto element1 = first.getDefiningOp<cxx::ElementOp>();
  auto element2 = second.getDefiningOp<cxx::ElementOp>();
  if (element1 && element2 && element1.getArray() == element2.getArray()) {
    APInt index1, index2;
    return matchPattern(element1.getIndex(), m_ConstantInt(&index1)) &&
           matchPattern(element2.getIndex(), m_ConstantInt(&index2)) && index1 != index2;
  }
  return false;
}

bool Aliasing::mayAlias(Value first, Value second) const {
  if (first == second)
    return true;
  auto pointee = [](Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); };
  bool areDistinct = areDistinctScalars(pointee(first), pointee(second));
  if ((areDistinct && !shareRetyped(first, second)) || areDistinctSubobjects(first, second))
    return false;
  return mayOverlap(first, std::nullopt, second, std::nullopt);
}

SmallVector<Operation *> Aliasing::getWriters(Value address) const {
  SmallVector<Operation *> found;
  Type pointee = cast<cxx::PtrType>(address.getType()).getPointee();
  for (Operation *op : writers) {
    if (auto call = dyn_cast<cxx::InactiveCallOp>(op)) {
      // Or what an opaque one reaches.
      if (cxx::mayWriteType(call, pointee) || mayOpaqueWrite(op, address))
        found.push_back(op);
      continue;
    }
    if (isa<func::CallOp, ad::RuleCallOp>(op)) {
      if (isa<func::CallOp>(op) ? mayCallWrite(op, address) : mayRuleWrite(op, address))
        found.push_back(op);
      continue;
    }
    Value written = getWrittenAddress(op);
    bool overlaps = false;
    if (isa<cxx::StoreOp, cxx::AtomicOp>(op)) {
      overlaps = mayAlias(address, written);
    } else if (isa<cxx::CopyOp>(op)) {
      overlaps = mayOverlap(address, std::nullopt, written, std::nullopt);
    } else {
      // Block copies, fills and releases reach beyond the first object: compare whole objects.
      for (ObjectId a : pointsTo.getTargets(address))
        for (ObjectId b : pointsTo.getTargets(written))
          overlaps |= mayAliasObjects(a, b);
    }
    if (overlaps)
      found.push_back(op);
  }
  return found;
}

bool Aliasing::mayCallWrite(Operation *op, Value address) const {
  auto call = cast<func::CallOp>(op);
  if (!effects)
    return true;
  const CallSummary &summary = effects->get(call);
  auto overlaps = [&](const ObjectSet &written) {
    for (ObjectId a : pointsTo.getTargets(address))
      for (ObjectId b : written)
        if (mayAliasObjects(a, b))
          return true;
    return false;
  };
  for (auto [index, operand] : llvm::enumerate(call.getOperands()))
    if ((summary.written.test(index) || summary.released.test(index)) &&
        overlaps(pointsTo.getReachable(operand)))
      return true;
  // Everything but private objects that no call has seen.
  return summary.writesElsewhere && overlaps(pointsTo.getReachable(*pointsTo.getCallObject(op)));
}

// No number that could carry a derivative is reached by an opaque call, but it may write one that
// its operand names.
bool Aliasing::mayOpaqueWrite(Operation *op, Value address) const {
  if (!op->hasAttr(cxx::attr::opaque))
    return false;
  Type pointee = cast<cxx::PtrType>(address.getType()).getPointee();
  bool isNumber = isa<FloatType>(pointee);
  for (OpOperand &operand : op->getOpOperands())
    for (CellId touched : pointsTo.getTouchedCells(operand)) {
      const MemoryCell &cell = pointsTo.getCells()[touched];
      for (CellId target : pointsTo.getTargetCells(address)) {
        MemoryCell range = pointsTo.getCells()[target];
        auto record = dyn_cast<cxx::RecordType>(pointee);
        range.size = record && !record.isComplete() ? 1 : cxx::getTypeSize(pointee);
        if (cell.object == range.object ? pointsTo.mayOverlap(cell, range)
                                        : !isNumber && mayAliasObjects(cell.object, range.object))
          return true;
      }
    }
  if (isNumber)
    return false;
  for (ObjectId reached : pointsTo.getTouchedObjects(op))
    for (ObjectId target : pointsTo.getTargets(address))
      if (mayAliasObjects(reached, target))
        return true;
  return false;
}

bool Aliasing::mayRuleWrite(Operation *op, Value address) const {
  auto call = cast<ad::RuleCallOp>(op);
  for (int32_t index : call.getWritten())
    for (ObjectId a : pointsTo.getTargets(address))
      for (ObjectId b : pointsTo.getReachable(call.getArguments()[index]))
        if (mayAliasObjects(a, b))
          return true;
  return false;
}

bool Aliasing::areObjectsUnchangedAfter(Operation *read, Value address) const {
  if (isForeign(address))
    return false;
  if (llvm::any_of(pointsTo.getTargets(address),
                   [&](ObjectId object) { return isVisibleToCaller(object); }))
    return false;
  auto overlaps = [&](Value written) {
    for (ObjectId a : pointsTo.getTargets(address))
      for (ObjectId b : pointsTo.getTargets(written))
        if (mayAliasObjects(a, b))
          return true;
    return false;
  };
  return llvm::none_of(writers, [&](Operation *writer) {
    if (!canExecuteAfter(writer, read))
      return false;
    if (isa<ad::RuleCallOp>(writer))
      return mayRuleWrite(writer, address);
    if (isa<func::CallOp>(writer))
      return mayCallWrite(writer, address);
    if (isa<cxx::InactiveCallOp>(writer))
      return mayOpaqueWrite(writer, address);
    Value written = getWrittenAddress(writer);
    return written && !(isa<cxx::DeallocOp>(writer) && writer->getParentOp() == function) &&
           overlaps(written);
  });
}

/// Memory that only functions of unknown body know (`errno`) may change at any call.
bool Aliasing::isForeign(Value address) const {
  return hasOpaqueCalls && llvm::any_of(pointsTo.getTargets(address), [&](ObjectId object) {
           return pointsTo.getObjects()[object].kind == MemoryObject::Kind::Unknown;
         });
}

bool Aliasing::isUnchangedAfter(Operation *read, Value address) const {
  if (isForeign(address))
    return false;
  if (llvm::any_of(pointsTo.getTargets(address),
                   [&](ObjectId object) { return isVisibleToCaller(object); }))
    return false;
  return llvm::none_of(getWriters(address), [&](Operation *writer) {
    if (isa<cxx::DeallocOp>(writer) && writer->getParentOp() == function)
      return false;
    return canExecuteAfter(writer, read);
  });
}

bool costate::canExecuteAfter(Operation *later, Operation *earlier) {
  // The innermost region that holds both.
  Region *common = later->getParentRegion();
  while (!common->isAncestor(earlier->getParentRegion()))
    common = common->getParentRegion();
  // Any loop around both runs `later` again after `earlier`.
  for (Operation *parent = common->getParentOp(); parent && !isa<func::FuncOp>(parent);
       parent = parent->getParentOp())
    if (isa<scf::ForOp, scf::WhileOp>(parent))
      return true;
  Operation *laterHere = common->findAncestorOpInRegion(*later);
  Operation *earlierHere = common->findAncestorOpInRegion(*earlier);
  if (laterHere != earlierHere)
    return earlierHere->isBeforeInBlock(laterHere);
  // The same structured operation in two of its regions: both regions of a while run, those of an
  // if exclude each other. An operation is not after itself.
  return isa<scf::WhileOp>(laterHere) && later != earlier;
}
