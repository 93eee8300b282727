// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "TypeChanges.h"

#include "ActivityChain.h"
#include "ActivityChecks.h"
#include "SharedShadows.h"
#include "StorageShape.h"

#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "costate/Dialect/Cxx/TextCopies.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

LogicalResult TypeChanges::refuse(Operation *op, Value value, const PointsTo &pointsTo,
                                  const Activity &activity) {
  InFlightDiagnostic refusal =
      emitRefusal(op->getLoc(), "reinterpreted-active",
                  "memory that carries a derivative is accessed as another type");
  if (value)
    explainActivity(refusal, value, pointsTo, activity);
  return refusal;
}

bool TypeChanges::reachData(Value bits) {
  llvm::SmallVector<Value> work = {bits};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!work.empty())
    for (Operation *user : work.pop_back_val().getUsers()) {
      if (!seen.insert(user).second || isa<arith::CmpIOp>(user))
        continue;
      bool isInteger = isa<arith::ArithDialect>(user->getDialect()) && user->getNumResults() == 1 &&
                       isa<IntegerType>(user->getResult(0).getType());
      if (!isInteger)
        return true;
      // A single bit decides.
      if (!user->getResult(0).getType().isInteger(1))
        work.push_back(user->getResult(0));
    }
  return false;
}

//===------------------------------- accesses ----------------------------===//

static Value getReadAddress(Operation *op) {
  if (auto load = dyn_cast<cxx::LoadOp>(op))
    return load.getAddress();
  if (isa<cxx::CopyOp, cxx::CopyNOp>(op))
    return op->getOperand(1);
  return {};
}

static Value getWrittenAddress(Operation *op) {
  if (auto store = dyn_cast<cxx::StoreOp>(op))
    return store.getAddress();
  if (isa<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::AtomicOp>(op))
    return op->getOperand(0);
  return {};
}

/// The scalar type of an access; null for objects, which are treated by what is in them.
static Type getAccessType(Operation *op) {
  Value address = isa<cxx::LoadOp>(op) ? op->getOperand(0) : getWrittenAddress(op);
  Type type = cast<cxx::PtrType>(address.getType()).getPointee();
  bool isBlock = !isa<cxx::LoadOp, cxx::StoreOp>(op);
  bool isUntyped = isa<NoneType>(type) || (isBlock && type.isInteger(8));
  return cxx::isScalarType(type) && !isUntyped ? type : Type();
}

/// All integers are one type here.
static Type getKind(Type type) {
  return isa<IntegerType>(type) ? IntegerType::get(type.getContext(), 64) : type;
}

/// The object that a path through first members and casts starts from.
static Value stripFirstMembers(Value address) {
  while (Operation *op = address.getDefiningOp()) {
    bool isFirstMember = false;
    if (auto field = dyn_cast<cxx::FieldOp>(op)) {
      auto record = cast<cxx::RecordType>(field.getRecord().getType().getPointee());
      isFirstMember = record.getFields()[field.getIndex()].offset == 0;
    } else if (auto element = dyn_cast<cxx::ElementOp>(op)) {
      isFirstMember = matchPattern(element.getIndex(), m_Zero());
    }
    if (!isFirstMember && !isa<cxx::CastOp>(op))
      break;
    address = op->getOperand(0);
  }
  return address;
}

static bool isSamePlace(Value first, Value second) {
  return stripFirstMembers(first) == stripFirstMembers(second);
}

//===------------------------- what is stored where ----------------------===//

TypeChanges::TypeChanges(func::FuncOp function, const PointsTo &pointsTo, const Activity &activity)
    : function(function), pointsTo(pointsTo), activity(activity) {
  noteCasts();
  noteStores();
  noteBytes();
}

static bool holdsKind(Type type, Type kind) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsKind(array.getElementType(), kind);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(),
                        [&](const cxx::RecordField &field) { return holdsKind(field.type, kind); });
  return getKind(type) == kind;
}

/// Whether memory that is declared as something else is taken for that of scalars.
static bool isPunningCast(cxx::CastOp op) {
  Type from = op.getSource().getType().getPointee(), to = op.getAddress().getType().getPointee();
  while (auto array = dyn_cast<cxx::ArrayType>(to))
    to = array.getElementType();
  bool isByte = to.isInteger(8);
  return isa<IntegerType, FloatType>(to) && (isByte || !isRawStorage(from)) &&
         !holdsKind(from, getKind(to));
}

/// Whether memory that holds pointers is taken for bytes.
static bool showsBytes(cxx::CastOp op) {
  Type to = op.getAddress().getType().getPointee();
  while (auto array = dyn_cast<cxx::ArrayType>(to))
    to = array.getElementType();
  return isa<IntegerType, NoneType>(to) && holdsPointer(op.getSource().getType().getPointee());
}

void TypeChanges::noteCasts() {
  for (bool changed = true; changed;) {
    changed = false;
    auto flow = [&](Value from, Value to) {
      for (llvm::DenseSet<Value> *views : {&punnedPointers, &pointerViews})
        if (isa<cxx::PtrType>(to.getType()) && views->contains(from))
          changed |= views->insert(to).second;
    };
    function.walk([&](Operation *op) {
      auto conversion = dyn_cast<cxx::CastOp>(op);
      if (conversion && showsBytes(conversion))
        changed |= pointerViews.insert(conversion.getAddress()).second;
      if (conversion && isPunningCast(conversion))
        changed |= punnedPointers.insert(conversion.getAddress()).second;
      if (isa<cxx::ElementOp, cxx::OffsetOp, cxx::CastOp, arith::SelectOp>(op))
        for (Value operand : op->getOperands())
          flow(operand, op->getResult(0));
      else
        forEachRegionFlow(op, flow);
    });
  }
}

/// Whether a scalar that is accessed at the place, by a pointer that no cast made, is something
/// else than a number by what the object is declared as.
bool TypeChanges::isOther(CellId id) const {
  const MemoryCell &cell = pointsTo.getCells()[id];
  return pointsTo.getObjects()[cell.object].isPrivate() &&
         pointsTo.getLayout(cell.object).isNoNumber(cell.offset);
}

/// Somewhere in an object whose parts are told apart: a walk through the members of one type leaves
/// those of other types alone.
bool TypeChanges::isSomewhere(CellId id) const {
  const MemoryCell &cell = pointsTo.getCells()[id];
  return cell.offset == ObjectLayout::anywhere && pointsTo.getObjects()[cell.object].isPrivate() &&
         !isOpenObject(cell.object);
}

bool TypeChanges::isOpenObject(ObjectId object) const {
  auto [entry, isNew] = openObjects.try_emplace(object, false);
  if (isNew)
    entry->second = StorageShape::isOpenObject(pointsTo, object);
  return entry->second;
}

void TypeChanges::noteStores() {
  auto move = [](TypesByPlace &types, CellId target, CellId source) {
    bool changed = false;
    for (Type type : Types(types[source]))
      changed |= types[target].insert(type);
    return changed;
  };
  for (bool changed = true; changed;) {
    changed = false;
    function.walk([&](Operation *op) {
      if (auto store = dyn_cast<cxx::StoreOp>(op)) {
        Type type = getKind(store.getValue().getType());
        for (CellId cell : pointsTo.getTargetCells(store.getAddress())) {
          changed |= scalars[cell].insert(type);
          bool isThere =
              !isSomewhere(cell) && (punnedPointers.contains(store.getAddress()) || !isOther(cell));
          if (activity.isVaried(store.getValue()) && isThere)
            changed |= numbers[cell].insert(type);
        }
      } else if (auto atomic = dyn_cast<cxx::AtomicOp>(op)) {
        for (CellId cell : pointsTo.getTargetCells(atomic.getAddress()))
          changed |= scalars[cell].insert(getKind(atomic.getValue().getType()));
      } else if (isa<cxx::CopyOp, cxx::CopyNOp>(op)) {
        pointsTo.forEachCopied(op, [&](CellId target, CellId source) {
          changed |= move(scalars, target, source);
          bool isKnown = pointsTo.getCells()[source].offset != ObjectLayout::anywhere;
          if (!isSomewhere(target) && (isKnown || !isOther(target)))
            changed |= move(numbers, target, source);
        });
      }
    });
  }
  function.walk([&](Operation *op) {
    if (!isa<cxx::InactiveCallOp, func::CallOp>(op))
      return;
    for (Value operand : op->getOperands())
      if (isa<cxx::PtrType>(operand.getType()))
        for (ObjectId object : pointsTo.getReachable(operand))
          opaqueObjects.insert(object);
  });
}

/// Whether the bytes go from the operands to the results.
static bool carriesBytes(Operation *op) {
  return op->getNumRegions() == 0 && isa<arith::ArithDialect>(op->getDialect());
}

bool TypeChanges::move(Operation *op, Bytes &bytes) const {
  bool changed = false;
  if (auto load = dyn_cast<cxx::LoadOp>(op)) {
    if (!isa<IntegerType>(load.getType()))
      return false;
    for (CellId cell : pointsTo.getAccessedCells(load.getAddress()))
      if (bytes.places.contains(cell))
        return bytes.values.insert(load.getValue()).second;
  } else if (auto store = dyn_cast<cxx::StoreOp>(op)) {
    if (bytes.values.contains(store.getValue()))
      for (CellId cell : pointsTo.getAccessedCells(store.getAddress()))
        changed |= bytes.places.insert(cell).second;
  } else if (isa<cxx::CopyOp, cxx::CopyNOp>(op)) {
    pointsTo.forEachCopied(op, [&](CellId target, CellId source) {
      changed |= bytes.places.contains(source) && bytes.places.insert(target).second;
    });
  } else {
    forEachRegionFlow(op, [&](Value from, Value to) {
      changed |= bytes.values.contains(from) && bytes.values.insert(to).second;
    });
    if (carriesBytes(op) && llvm::any_of(op->getOperands(), [&](Value operand) {
          return bytes.values.contains(operand);
        }))
      for (Value result : op->getResults())
        changed |= isa<IntegerType>(result.getType()) && !result.getType().isInteger(1) &&
                   bytes.values.insert(result).second;
  }
  return changed;
}

void TypeChanges::follow(Bytes &bytes) {
  for (bool changed = !bytes.values.empty() || !bytes.places.empty(); changed;) {
    changed = false;
    function.walk([&](Operation *op) { changed |= move(op, bytes); });
  }
}

/// Whether an address of bytes is that of a pointer that may lead to numbers.
bool TypeChanges::showsPointer(Value address) const {
  if (!pointerViews.contains(address))
    return false;
  bool isPointer = llvm::any_of(pointsTo.getAccessedCells(address), [&](CellId cell) {
    auto found = scalars.find(cell);
    return found != scalars.end() && llvm::any_of(found->second, llvm::IsaPred<cxx::PtrType>);
  });
  return isPointer && llvm::any_of(pointsTo.getStoredTargets(address),
                                   [&](ObjectId object) { return pointsTo.mayHoldFloat(object); });
}

/// Bytes of pointers: those that are read, and those that a function moves that gets their address.
void TypeChanges::noteBytesOfPointers() {
  function.walk([&](Operation *op) {
    auto load = dyn_cast<cxx::LoadOp>(op);
    if (load && isa<IntegerType>(load.getType()) && showsPointer(load.getAddress()))
      pointerBytes.values.insert(load.getValue());
    auto isOfBytes = [](Value operand) {
      auto pointer = dyn_cast<cxx::PtrType>(operand.getType());
      return pointer && pointer.getPointee().isInteger(8);
    };
    if (!isa<func::CallOp>(op) || llvm::none_of(op->getOperands(), [&](Value operand) {
          return isOfBytes(operand) && showsPointer(operand);
        }))
      return;
    for (Value operand : op->getOperands())
      if (isOfBytes(operand) && !showsPointer(operand))
        for (CellId cell : pointsTo.getAccessedCells(operand))
          pointerBytes.places.insert(cell);
  });
}

void TypeChanges::noteBytes() {
  function.walk([&](cxx::LoadOp load) {
    if (load.getType().isInteger(8) && isSuspect(load))
      numberBytes.values.insert(load.getValue());
  });
  noteBytesOfPointers();
  follow(numberBytes);
  follow(pointerBytes);
}

/// Whether varied numbers of another type are stored where an operation reads a scalar.
bool TypeChanges::isSuspect(Operation *load) const {
  Type type = getAccessType(load);
  if (!type)
    return false;
  Value address = getReadAddress(load);
  // A character may be read from anything, unless it is a member.
  Operation *path = address.getDefiningOp();
  bool isMember = isa_and_nonnull<cxx::FieldOp>(path) || !type.isInteger(8);
  bool isDeclared = isa<cxx::LoadOp>(load) && !punnedPointers.contains(address) && isMember;
  for (CellId target : pointsTo.getTargetCells(address)) {
    MemoryCell range = pointsTo.getCells()[target];
    // What the caller owns has the types that its declarations say.
    if (!pointsTo.getObjects()[range.object].isPrivate())
      continue;
    // So has what a pointer leads to that is as it was declared.
    bool isInteger = isDeclared && isOther(target);
    bool isElsewhere = isSomewhere(target) ||
                       (isa<IntegerType>(type) && !isInteger && !isOpenObject(range.object));
    if (isDeclared && isElsewhere)
      continue;
    range.size = cxx::getTypeSize(type);
    for (CellId id : pointsTo.getCellsOf(range.object)) {
      const MemoryCell &cell = pointsTo.getCells()[id];
      auto found = numbers.find(id);
      bool isNumber = found != numbers.end() && !found->second.empty() &&
                      !(found->second.size() == 1 && found->second.contains(type));
      bool isThere = !isInteger || cell.offset != ObjectLayout::anywhere;
      if (isNumber && isThere && pointsTo.mayOverlap(range, cell))
        return true;
    }
  }
  return false;
}

/// Whether anything of the type of a load is stored where it reads.
bool TypeChanges::mayBeStored(Operation *load) const {
  Type kind = getKind(getAccessType(load));
  Value address = getReadAddress(load);
  if (llvm::any_of(pointsTo.getTargets(address), [&](ObjectId object) {
        return opaqueObjects.contains(object) || !pointsTo.getObjects()[object].isPrivate();
      }))
    return true;
  return llvm::any_of(pointsTo.getAccessedCells(address), [&](CellId cell) {
    auto found = scalars.find(cell);
    return found != scalars.end() && found->second.contains(kind);
  });
}

//===----------------------- what was stored last ------------------------===//

bool TypeChanges::overlaps(Operation *writer, Operation *load) const {
  Value written = getWrittenAddress(writer);
  if (!written)
    return false;
  CellSet read = pointsTo.getAccessedCells(getReadAddress(load));
  return llvm::any_of(pointsTo.getAccessedCells(written, getBlockSize(writer)),
                      [&](CellId id) { return read.contains(id); });
}

/// Whether the operation may leave a number there that is not of the type of the load.
bool TypeChanges::writesConflict(Operation *writer, Operation *load) const {
  if (!overlaps(writer, load) || isa<cxx::FillOp, cxx::AtomicOp>(writer))
    return false;
  if (auto store = dyn_cast<cxx::StoreOp>(writer))
    return isa<FloatType>(store.getValue().getType()) &&
           store.getValue().getType() != getAccessType(load);
  return true;
}

TypeChanges::Found TypeChanges::searchBackwards(Operation *from, Operation *load,
                                                bool &mayConflict) const {
  for (Operation *op = from->getPrevNode(); op; op = op->getPrevNode()) {
    if (op->getNumRegions() != 0) {
      op->walk([&](Operation *inner) { mayConflict |= writesConflict(inner, load); });
      continue;
    }
    if (!overlaps(op, load))
      continue;
    bool conflicts = writesConflict(op, load);
    auto store = dyn_cast<cxx::StoreOp>(op);
    if (store && isSamePlace(store.getAddress(), getReadAddress(load)))
      return conflicts ? Found::Conflict : Found::Agreement;
    if (store && !conflicts && pointsTo.getTargetCells(store.getAddress()).size() == 1 &&
        isa_and_nonnull<cxx::AllocaOp>(store.getAddress().getDefiningOp()))
      return Found::Agreement;
    mayConflict |= conflicts;
  }
  Operation *parent = from->getParentOp();
  if (isa<func::FuncOp>(parent))
    return Found::Unclear;
  if (isa<scf::ForOp, scf::WhileOp>(parent))
    parent->walk([&](Operation *inner) { mayConflict |= writesConflict(inner, load); });
  return searchBackwards(parent, load, mayConflict);
}

/// Whether control may come from a writer to a load without leaving the region that both are in.
static bool mayComeFrom(Operation *writer, Operation *load, Region &region) {
  Block &block = region.front();
  Operation *first = block.findAncestorOpInBlock(*writer);
  Operation *second = block.findAncestorOpInBlock(*load);
  if (!first || !second)
    return false;
  if (first != second)
    return first->isBeforeInBlock(second);
  if (isa<scf::ForOp, scf::WhileOp>(first))
    return true;
  for (Region &inner : first->getRegions())
    if (inner.isAncestor(load->getParentRegion()))
      return inner.isAncestor(writer->getParentRegion()) && mayComeFrom(writer, load, inner);
  return false;
}

/// Whether the load stands in an arm that is taken for a reason, and that stores no such number
/// before.
bool TypeChanges::isGuarded(Operation *load) const {
  Region *region = load->getParentRegion();
  for (; !isa<func::FuncOp>(region->getParentOp()); region = region->getParentRegion()) {
    if (!isa<scf::IfOp, scf::IndexSwitchOp>(region->getParentOp()))
      continue;
    bool storesConflict = false;
    region->walk([&](Operation *inner) {
      storesConflict |= writesConflict(inner, load) && mayComeFrom(inner, load, *region);
    });
    if (!storesConflict)
      return true;
  }
  return false;
}

/// Whether a load may give the bits of a number, or a number of another type made of them.
bool TypeChanges::isPunned(Operation *load) const {
  if (!isSuspect(load))
    return false;
  Type type = getAccessType(load);
  if (!isa<IntegerType, FloatType>(type))
    return false;
  if (isa<IntegerType>(type) && isa<cxx::LoadOp>(load) && !reachData(load->getResult(0)))
    return false;
  if (!mayBeStored(load))
    return true;
  bool mayConflict = false;
  Found found = searchBackwards(load, load, mayConflict);
  if (mayConflict || found == Found::Unclear)
    return mayConflict && !isGuarded(load);
  return found == Found::Conflict;
}

namespace {
/// Where a store writes, in bytes from a pointer that is not a path itself.
struct ByteRange {
  Value base;
  int64_t begin = 0, end = 0;
};
} // namespace

static ByteRange findRange(cxx::StoreOp store) {
  ByteRange range{store.getAddress(), 0, int64_t(cxx::getTypeSize(store.getValue().getType()))};
  while (Operation *op = range.base.getDefiningOp()) {
    APInt index;
    int64_t step = 0;
    if (auto field = dyn_cast<cxx::FieldOp>(op)) {
      auto record = cast<cxx::RecordType>(field.getRecord().getType().getPointee());
      step = record.getFields()[field.getIndex()].offset;
    } else if (isa<cxx::ElementOp, cxx::OffsetOp>(op) &&
               matchPattern(op->getOperand(1), m_ConstantInt(&index))) {
      Type element = cast<cxx::PtrType>(op->getResult(0).getType()).getPointee();
      step = index.getSExtValue() * int64_t(cxx::getTypeSize(element));
    } else if (!isa<cxx::CastOp>(op)) {
      break;
    }
    range.begin += step;
    range.end += step;
    range.base = op->getOperand(0);
  }
  return range;
}

/// Whether a store of something else changes a part of a number that was stored right before.
bool TypeChanges::isPartOfNumber(Operation *op) const {
  auto store = dyn_cast<cxx::StoreOp>(op);
  if (!store || !isa<IntegerType>(store.getValue().getType()) ||
      !isPrivateAddress(pointsTo, store.getAddress()))
    return false;
  ByteRange part = findRange(store);
  CellSet places = pointsTo.getAccessedCells(store.getAddress());
  auto touches = [&](Value address, Operation *by) {
    return address && llvm::any_of(pointsTo.getAccessedCells(address, getBlockSize(by)),
                                   [&](CellId id) { return places.contains(id); });
  };
  for (Operation *before = op->getPrevNode(); before; before = before->getPrevNode()) {
    // A number that was read may be done with.
    if (before->getNumRegions() != 0 || touches(getReadAddress(before), before))
      return false;
    if (!touches(getWrittenAddress(before), before))
      continue;
    auto number = dyn_cast<cxx::StoreOp>(before);
    ByteRange whole = number ? findRange(number) : ByteRange();
    if (whole.base != part.base)
      return false;
    if (whole.end <= part.begin || part.end <= whole.begin)
      continue;
    return activity.isVaried(number.getValue()) && part.end - part.begin < whole.end - whole.begin;
  }
  return false;
}

/// Whether an address leads to where a number is declared, or nothing but numbers is stored.
bool TypeChanges::leadsToNumber(Value address) const {
  return llvm::any_of(pointsTo.getTargetCells(address), [&](CellId id) {
    const MemoryCell &cell = pointsTo.getCells()[id];
    auto found = numbers.find(id);
    if (cell.offset == ObjectLayout::anywhere || found == numbers.end() || found->second.empty())
      return false;
    bool isMixed =
        llvm::any_of(scalars.find(id)->second, [](Type type) { return isa<IntegerType>(type); });
    return !isMixed && pointsTo.getObjects()[cell.object].isPrivate();
  });
}

bool TypeChanges::isMadeOf(const Bytes &bytes, cxx::LoadOp load) const {
  return llvm::any_of(pointsTo.getAccessedCells(load.getAddress()),
                      [&](CellId cell) { return bytes.places.contains(cell); });
}

LogicalResult TypeChanges::check(Operation *op) const {
  auto load = dyn_cast<cxx::LoadOp>(op);
  bool isMadeOfBytes =
      load && ((isa<FloatType>(load.getType()) && isMadeOf(numberBytes, load)) ||
               (isa<cxx::PtrType>(load.getType()) && isMadeOf(pointerBytes, load)));
  if (cxx::isTextCopy(op)) {
    bool isNumber = leadsToNumber(op->getOperand(0)) || leadsToNumber(op->getOperand(1));
    return isNumber ? refuse(op, Value(), pointsTo, activity) : success();
  }
  bool isBad = isMadeOfBytes || isPartOfNumber(op) || (getReadAddress(op) && isPunned(op));
  if (!isBad)
    return success();
  return refuse(op, load ? load.getValue() : Value(), pointsTo, activity);
}
