// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ActivityChecks.h"

#include "ActivityChain.h"
#include "StorageShape.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

static bool isVoid(Type type) { return isa<NoneType>(type); }

/// Whether bits become part of a number or of memory again, instead of only deciding something.
static bool reachData(Value bits) {
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

/// The pointee type that a pointer had before it was cast to void*; null if it cannot be seen.
static Type findOriginalPointee(Value pointer) {
  Type type = cast<cxx::PtrType>(pointer.getType()).getPointee();
  while (isVoid(type)) {
    auto cast = pointer.getDefiningOp<cxx::CastOp>();
    if (!cast)
      return {};
    pointer = cast.getSource();
    type = llvm::cast<cxx::PtrType>(pointer.getType()).getPointee();
  }
  return type;
}

static bool isPrivateAddress(const PointsTo &pointsTo, Value address) {
  return llvm::all_of(pointsTo.getTargets(address),
                      [&](ObjectId id) { return pointsTo.getObjects()[id].isPrivate(); });
}

bool costate::sharesActiveStorage(const Activity &activity, const PointsTo &pointsTo,
                                  Value address) {
  return activity.isActiveAddress(address) && isPrivateAddress(pointsTo, address);
}

std::optional<uint64_t> costate::getBlockSize(Operation *copy) {
  auto copyN = dyn_cast<cxx::CopyNOp>(copy);
  APInt count;
  if (!copyN || !matchPattern(copyN.getCount(), m_ConstantInt(&count)))
    return std::nullopt;
  Type pointee = cast<cxx::PtrType>(copyN.getTarget().getType()).getPointee();
  return count.getZExtValue() * cxx::getTypeSize(pointee);
}

bool costate::holdsUnion(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsUnion(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && (cxx::hasOverlappingMembers(record) ||
                    llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
                      return holdsUnion(field.type);
                    }));
}

void costate::refuseAmbiguousStorage(Operation *op) {
  emitRefusal(op->getLoc(), "ambiguous-storage",
              "this treats memory as a whole in which numbers that carry a derivative share their "
              "bytes with other things")
          .attachNote(op->getLoc())
      << "copy the member that is in use instead";
}

/// `value`: what is read, or whose bits are used; null where the place says enough.
static LogicalResult refuseReinterpretation(Operation *op, Value value, const PointsTo &pointsTo,
                                            const Activity &activity) {
  InFlightDiagnostic refusal =
      emitRefusal(op->getLoc(), "reinterpreted-active",
                  "memory that carries a derivative is accessed as another type");
  if (value)
    explainActivity(refusal, value, pointsTo, activity);
  return refusal;
}

//===------------------------- accesses as another type ------------------===//

namespace {

/// Loads of something else from where numbers that vary are stored: fine where the program tells
/// before which one is there, as it does for a tagged union; refused where it reads the bits of a
/// number.
class TypeChanges {
public:
  TypeChanges(const PointsTo &pointsTo, const Activity &activity)
      : pointsTo(pointsTo), activity(activity) {}

  void note(func::FuncOp function);
  LogicalResult check(Operation *load) const;

private:
  /// What the memory that a load reads holds, going backwards from there.
  enum class Found { Conflict, Agreement, Unclear };
  Found searchBackwards(Operation *from, Operation *load, bool &mayConflict) const;
  bool writesConflict(Operation *writer, Operation *load) const;
  bool overlaps(Operation *writer, Operation *load) const;
  bool isSamePlace(Value first, Value second) const;
  bool isGuarded(Operation *load) const;
  bool isSuspect(Operation *load) const;
  static Value getReadAddress(Operation *op);
  static Value getWrittenAddress(Operation *op);
  static Type getAccessType(Operation *op);

  const PointsTo &pointsTo;
  const Activity &activity;
  /// Types of the varied numbers that are stored to a place.
  llvm::DenseMap<CellId, llvm::SmallPtrSet<Type, 1>> numbers;
};

} // namespace

Value TypeChanges::getReadAddress(Operation *op) {
  if (auto load = dyn_cast<cxx::LoadOp>(op))
    return load.getAddress();
  if (isa<cxx::CopyOp, cxx::CopyNOp>(op))
    return op->getOperand(1);
  return {};
}

Value TypeChanges::getWrittenAddress(Operation *op) {
  if (auto store = dyn_cast<cxx::StoreOp>(op))
    return store.getAddress();
  if (isa<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::AtomicOp>(op))
    return op->getOperand(0);
  return {};
}

/// The scalar type of an access; null for objects, which are treated by what is in them.
Type TypeChanges::getAccessType(Operation *op) {
  Value address = isa<cxx::LoadOp>(op) ? op->getOperand(0) : getWrittenAddress(op);
  Type type = cast<cxx::PtrType>(address.getType()).getPointee();
  bool isBlock = !isa<cxx::LoadOp, cxx::StoreOp>(op);
  bool isUntyped = isa<NoneType>(type) || (isBlock && type.isInteger(8));
  return cxx::isScalarType(type) && !isUntyped ? type : Type();
}

void TypeChanges::note(func::FuncOp function) {
  auto add = [&](CellId cell, Type type) { return numbers[cell].insert(type).second; };
  for (bool changed = true; changed;) {
    changed = false;
    function.walk([&](Operation *op) {
      if (auto store = dyn_cast<cxx::StoreOp>(op)) {
        if (activity.isVaried(store.getValue()))
          for (CellId cell : pointsTo.getTargetCells(store.getAddress()))
            changed |= add(cell, store.getValue().getType());
      } else if (isa<cxx::CopyOp, cxx::CopyNOp>(op)) {
        pointsTo.forEachCopied(op, [&](CellId target, CellId source) {
          for (Type type : llvm::SmallVector<Type>(numbers[source].begin(), numbers[source].end()))
            changed |= add(target, type);
        });
      }
    });
  }
}

/// Whether the declared type of an object says that a scalar of the type is at that place.
bool TypeChanges::isSuspect(Operation *load) const {
  Type type = getAccessType(load);
  if (!type)
    return false;
  Value address = getReadAddress(load);
  for (CellId id : pointsTo.getAccessedCells(address)) {
    auto found = numbers.find(id);
    if (found == numbers.end() || found->second.empty() ||
        (found->second.size() == 1 && found->second.contains(type)))
      continue;
    const MemoryCell &cell = pointsTo.getCells()[id];
    const MemoryObject &object = pointsTo.getObjects()[cell.object];
    // What the caller owns has the types that its declarations say.
    if (!object.isPrivate())
      continue;
    // A walk through the members of one type leaves those of other types alone.
    if (cell.offset == ObjectLayout::anywhere && object.site &&
        !StorageShape::isOpen(cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee()))
      continue;
    return true;
  }
  return false;
}

bool TypeChanges::isSamePlace(Value first, Value second) const {
  auto strip = [](Value address) {
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
  };
  return strip(first) == strip(second);
}

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

LogicalResult TypeChanges::check(Operation *load) const {
  if (!getReadAddress(load) || !isSuspect(load))
    return success();
  auto refuse = [&] {
    Value value = isa<cxx::LoadOp>(load) ? load->getResult(0) : Value();
    return refuseReinterpretation(load, value, pointsTo, activity);
  };
  bool mayConflict = false;
  Found found = searchBackwards(load, load, mayConflict);
  if (found == Found::Conflict && !mayConflict)
    return refuse();
  if (found == Found::Agreement && !mayConflict)
    return success();
  bool isHarmless = found != Found::Conflict && !mayConflict;
  return isHarmless || isGuarded(load) ? success() : refuse();
}

/// The scalar at the start of an object.
static Type getFirstScalar(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return getFirstScalar(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record)
    return type;
  if (cxx::hasOverlappingMembers(record))
    return {};
  for (const cxx::RecordField &field : record.getFields())
    if (field.offset == 0)
      if (Type first = getFirstScalar(field.type))
        return first;
  return {};
}

/// Whether an object of type `inner` lies at the start of each object of type `outer`.
static bool startsWith(Type outer, Type inner) {
  if (outer == inner)
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(outer))
    return startsWith(array.getElementType(), inner);
  if (auto record = dyn_cast<cxx::RecordType>(outer); record && record.isComplete())
    return llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
      return field.offset == 0 && startsWith(field.type, inner);
    });
  return false;
}

/// Whether an object of type `outer` has one of type `inner` at a distance from its start.
static bool holdsAt(Type outer, uint64_t distance, Type inner) {
  if (distance == 0 && startsWith(outer, inner))
    return true;
  auto record = dyn_cast<cxx::RecordType>(outer);
  return record && record.isComplete() &&
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return distance >= field.offset && holdsAt(field.type, distance - field.offset, inner);
         });
}

/// The steps from a base subobject to its object, in bytes: the second of the two casts, or null.
static cxx::CastOp findEnclosingCast(cxx::CastOp toBytes) {
  for (Operation *user : toBytes->getUsers())
    if (auto step = dyn_cast<cxx::OffsetOp>(user); step && step->hasOneUse())
      if (auto back = dyn_cast<cxx::CastOp>(*step->user_begin()))
        return back;
  return {};
}

/// Whether a cast is one of the two of a conversion from a base to a derived class.
static bool isDerivedConversion(cxx::CastOp op) {
  Type to = op.getAddress().getType().getPointee();
  if (to.isInteger(8)) {
    cxx::CastOp back = op->hasOneUse() ? findEnclosingCast(op) : cxx::CastOp();
    return back && isDerivedConversion(back);
  }
  auto step = op.getSource().getDefiningOp<cxx::OffsetOp>();
  auto toBytes = step ? step.getBase().getDefiningOp<cxx::CastOp>() : cxx::CastOp();
  APInt distance;
  return toBytes && matchPattern(step.getIndex(), m_ConstantInt(&distance)) &&
         distance.isNegative() &&
         holdsAt(to, distance.abs().getZExtValue(),
                 cast<cxx::PtrType>(toBytes.getSource().getType()).getPointee());
}

/// Whether memory of the caller is looked at as something that its type does not say.
static bool changesView(cxx::CastOp cast) {
  Type from = findOriginalPointee(cast.getSource()), to = cast.getAddress().getType().getPointee();
  if (!from || isVoid(to) || startsWith(from, to) || startsWith(to, from) ||
      isDerivedConversion(cast))
    return false;
  from = getFirstScalar(from), to = getFirstScalar(to);
  return from && to && from != to && (isa<FloatType>(from) || isa<FloatType>(to)) &&
         !isRawStorage(from);
}

LogicalResult costate::checkReinterpretation(func::FuncOp function, const PointsTo &pointsTo,
                                             const Activity &activity) {
  if (failed(checkOpaqueCalls(function, pointsTo, activity)))
    return failure();
  TypeChanges changes(pointsTo, activity);
  changes.note(function);
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (activity.getColdCode().contains(op))
      return WalkResult::advance();
    if (auto bitcast = dyn_cast<arith::BitcastOp>(op)) {
      // Usefulness is not followed through integers: what varies must not get lost in bits.
      bool isLost = activity.isVaried(bitcast.getIn()) && reachData(bitcast.getOut());
      if (!isLost && !activity.isActive(bitcast.getIn()) && !activity.isActive(bitcast.getOut()))
        return WalkResult::advance();
    } else if (auto pointerCast = dyn_cast<cxx::CastOp>(op)) {
      Value source = pointerCast.getSource();
      if (isPrivateAddress(pointsTo, source) || !activity.isActiveAddress(source) ||
          !changesView(pointerCast))
        return WalkResult::advance();
    } else {
      return changes.check(op).succeeded() ? WalkResult::advance() : WalkResult::interrupt();
    }
    Value bits = isa<arith::BitcastOp>(op) ? op->getOperand(0) : Value();
    (void)refuseReinterpretation(op, bits, pointsTo, activity);
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}
