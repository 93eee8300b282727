// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory slots: how upstream's `sroa` splits local records and arrays and `mem2reg` turns local
// scalars into values, with their names in the source kept. An access that could leave its
// subobject keeps the whole object in memory.

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/StaticCopies.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace costate::cxx;

static Type getPointee(Value address) { return cast<PtrType>(address.getType()).getPointee(); }

//===------------------------------- names -------------------------------===//

/// Gives a value the name of the variable that it initialises or is assigned to, unless it has one.
static void nameValue(Value value, StringRef name) {
  if (name.empty() || isa<NameLoc>(value.getLoc()))
    return;
  // A parameter has its own name, or none on purpose.
  if (auto argument = dyn_cast<BlockArgument>(value);
      argument && argument.getOwner()->isEntryBlock())
    return;
  // The location of an operation with several results names none of them.
  if (auto result = dyn_cast<OpResult>(value); result && result.getOwner()->getNumResults() != 1)
    return;
  value.setLoc(NameLoc::get(StringAttr::get(value.getContext(), name), value.getLoc()));
}

/// The variable whose slot this is, or "".
static StringRef getSlotName(const MemorySlot &slot) {
  auto alloca = slot.ptr.getDefiningOp<AllocaOp>();
  return alloca ? alloca.getName() : StringRef();
}

/// Name of a part of a variable: `p_x` for field x of p, `a_3` for element 3 of a. What only wraps
/// another aggregate adds nothing.
static std::string getPartName(AllocaOp whole, uint64_t index) {
  StringRef name = whole.getName();
  if (name.empty())
    return "";
  auto record = dyn_cast<RecordType>(whole.getElementType());
  if (!record)
    return (name + "_" + Twine(index)).str();
  bool isWrapper = record.getFields().size() == 1 && !isScalarType(record.getFields()[0].type);
  if (isWrapper)
    return name.str();
  StringRef field = record.getFields()[index].name;
  return field.empty() ? (name + "_base").str() : (name + "_" + field).str();
}

//===------------------------------- alloca ------------------------------===//

SmallVector<MemorySlot> AllocaOp::getPromotableSlots() {
  if (!isScalarType(getElementType()) || (*this)->hasAttr(attr::staticCopy))
    return {};
  return {MemorySlot{getAddress(), getElementType()}};
}

Value AllocaOp::getDefaultValue(const MemorySlot &slot, OpBuilder &builder) {
  if (getZeroed())
    return createZero(builder, getLoc(), slot.elemType);
  return ub::PoisonOp::create(builder, getLoc(), slot.elemType);
}

void AllocaOp::handleBlockArgument(const MemorySlot &, BlockArgument argument, OpBuilder &) {
  argument.setLoc(getLoc());
  nameValue(argument, getName());
}

std::optional<PromotableAllocationOpInterface>
AllocaOp::handlePromotionComplete(const MemorySlot &, Value defaultValue, OpBuilder &) {
  if (defaultValue && defaultValue.use_empty())
    defaultValue.getDefiningOp()->erase();
  erase();
  return std::nullopt;
}

SmallVector<DestructurableMemorySlot> AllocaOp::getDestructurableSlots() {
  auto destructurable = dyn_cast<DestructurableTypeInterface>(getElementType());
  if (!destructurable || (*this)->hasAttr(attr::staticCopy))
    return {};
  std::optional<DenseMap<Attribute, Type>> parts = destructurable.getSubelementIndexMap();
  if (!parts)
    return {};
  return {DestructurableMemorySlot{{getAddress(), getElementType()}, std::move(*parts)}};
}

DenseMap<Attribute, MemorySlot>
AllocaOp::destructure(const DestructurableMemorySlot &slot,
                      const SmallPtrSetImpl<Attribute> &usedIndices, OpBuilder &builder,
                      SmallVectorImpl<DestructurableAllocationOpInterface> &newAllocators) {
  builder.setInsertionPointAfter(*this);
  // The set of used indices has no order of its own; ascending order keeps the output
  // deterministic.
  SmallVector<uint64_t> indices;
  for (Attribute index : usedIndices)
    indices.push_back(cast<IntegerAttr>(index).getValue().getZExtValue());
  llvm::sort(indices);

  DenseMap<Attribute, MemorySlot> parts;
  for (uint64_t index : indices) {
    Attribute key = builder.getI32IntegerAttr(index);
    Type type = slot.subelementTypes.lookup(key);
    auto part = AllocaOp::create(builder, getLoc(), PtrType::get(type), getPartName(*this, index),
                                 getZeroed());
    newAllocators.push_back(part);
    parts.try_emplace(key, MemorySlot{part.getAddress(), type});
  }
  return parts;
}

std::optional<DestructurableAllocationOpInterface>
AllocaOp::handleDestructuringComplete(const DestructurableMemorySlot &, OpBuilder &) {
  erase();
  return std::nullopt;
}

//===---------------------------- load and store -------------------------===//

bool LoadOp::loadsFrom(const MemorySlot &slot) { return getAddress() == slot.ptr; }
bool LoadOp::storesTo(const MemorySlot &) { return false; }

Value LoadOp::getStored(const MemorySlot &, OpBuilder &, Value, const DataLayout &) {
  llvm_unreachable("a load stores nothing");
}

bool LoadOp::canUsesBeRemoved(const MemorySlot &slot,
                              const SmallPtrSetImpl<OpOperand *> &blockingUses,
                              SmallVectorImpl<OpOperand *> &, const DataLayout &) {
  return blockingUses.size() == 1 && (*blockingUses.begin())->get() == slot.ptr &&
         getAddress() == slot.ptr && getValue().getType() == slot.elemType;
}

DeletionKind LoadOp::removeBlockingUses(const MemorySlot &, const SmallPtrSetImpl<OpOperand *> &,
                                        OpBuilder &, Value reachingDefinition, const DataLayout &) {
  getValue().replaceAllUsesWith(reachingDefinition);
  return DeletionKind::Delete;
}

LogicalResult LoadOp::ensureOnlySafeAccesses(const MemorySlot &slot, SmallVectorImpl<MemorySlot> &,
                                             const DataLayout &) {
  return success(getAddress() == slot.ptr && getValue().getType() == slot.elemType);
}

bool StoreOp::loadsFrom(const MemorySlot &) { return false; }
bool StoreOp::storesTo(const MemorySlot &slot) { return getAddress() == slot.ptr; }

Value StoreOp::getStored(const MemorySlot &slot, OpBuilder &, Value, const DataLayout &) {
  nameValue(getValue(), getSlotName(slot));
  return getValue();
}

bool StoreOp::canUsesBeRemoved(const MemorySlot &slot,
                               const SmallPtrSetImpl<OpOperand *> &blockingUses,
                               SmallVectorImpl<OpOperand *> &, const DataLayout &) {
  // A slot whose own address is stored escapes, be it into itself.
  return blockingUses.size() == 1 && (*blockingUses.begin())->get() == slot.ptr &&
         getAddress() == slot.ptr && getValue() != slot.ptr &&
         getValue().getType() == slot.elemType;
}

DeletionKind StoreOp::removeBlockingUses(const MemorySlot &, const SmallPtrSetImpl<OpOperand *> &,
                                         OpBuilder &, Value, const DataLayout &) {
  return DeletionKind::Delete;
}

LogicalResult StoreOp::ensureOnlySafeAccesses(const MemorySlot &slot, SmallVectorImpl<MemorySlot> &,
                                              const DataLayout &) {
  return success(getAddress() == slot.ptr && getValue() != slot.ptr &&
                 getValue().getType() == slot.elemType);
}

//===---------------------------- field and element ----------------------===//

bool FieldOp::canRewire(const DestructurableMemorySlot &slot,
                        SmallPtrSetImpl<Attribute> &usedIndices,
                        SmallVectorImpl<MemorySlot> &mustBeSafelyUsed, const DataLayout &) {
  Type type = slot.subelementTypes.lookup(getIndexAttr());
  if (getRecord() != slot.ptr || !type || type != getPointee(getAddress()))
    return false;
  usedIndices.insert(getIndexAttr());
  mustBeSafelyUsed.push_back({getAddress(), type});
  return true;
}

DeletionKind FieldOp::rewire(const DestructurableMemorySlot &,
                             DenseMap<Attribute, MemorySlot> &subslots, OpBuilder &,
                             const DataLayout &) {
  getAddress().replaceAllUsesWith(subslots.at(getIndexAttr()).ptr);
  return DeletionKind::Delete;
}

LogicalResult FieldOp::ensureOnlySafeAccesses(const MemorySlot &slot,
                                              SmallVectorImpl<MemorySlot> &mustBeSafelyUsed,
                                              const DataLayout &) {
  if (getRecord() != slot.ptr || getPointee(getRecord()) != slot.elemType)
    return failure();
  mustBeSafelyUsed.push_back({getAddress(), getPointee(getAddress())});
  return success();
}

/// The constant index of an element that is inside the array, as a key of its parts.
static IntegerAttr getConstantElementIndex(ElementOp op) {
  APInt index;
  auto array = cast<ArrayType>(getPointee(op.getArray()));
  if (!matchPattern(op.getIndex(), m_ConstantInt(&index)) || index.uge(array.getSize()))
    return {};
  return Builder(op.getContext()).getI32IntegerAttr(index.getZExtValue());
}

bool ElementOp::canRewire(const DestructurableMemorySlot &slot,
                          SmallPtrSetImpl<Attribute> &usedIndices,
                          SmallVectorImpl<MemorySlot> &mustBeSafelyUsed, const DataLayout &) {
  IntegerAttr index = getConstantElementIndex(*this);
  if (getArray() != slot.ptr || !index)
    return false;
  Type type = slot.subelementTypes.lookup(index);
  if (!type || type != getPointee(getAddress()))
    return false;
  usedIndices.insert(index);
  mustBeSafelyUsed.push_back({getAddress(), type});
  return true;
}

DeletionKind ElementOp::rewire(const DestructurableMemorySlot &,
                               DenseMap<Attribute, MemorySlot> &subslots, OpBuilder &,
                               const DataLayout &) {
  getAddress().replaceAllUsesWith(subslots.at(getConstantElementIndex(*this)).ptr);
  return DeletionKind::Delete;
}

LogicalResult ElementOp::ensureOnlySafeAccesses(const MemorySlot &slot,
                                                SmallVectorImpl<MemorySlot> &mustBeSafelyUsed,
                                                const DataLayout &) {
  if (getArray() != slot.ptr || getPointee(getArray()) != slot.elemType)
    return failure();
  // A variable index stays inside a named array, but code that walks over all rows of a matrix
  // through its first row is common: there it may leave the row.
  bool isRowOfMatrix = getArray().getDefiningOp<ElementOp>() != nullptr;
  if (!getConstantElementIndex(*this) && isRowOfMatrix)
    return failure();
  APInt index;
  if (matchPattern(getIndex(), m_ConstantInt(&index)) && !getConstantElementIndex(*this))
    return failure();
  mustBeSafelyUsed.push_back({getAddress(), getPointee(getAddress())});
  return success();
}

//===-------------------------------- copies -----------------------------===//

bool CopyOp::loadsFrom(const MemorySlot &slot) { return getSource() == slot.ptr; }
bool CopyOp::storesTo(const MemorySlot &slot) { return getTarget() == slot.ptr; }

Value CopyOp::getStored(const MemorySlot &slot, OpBuilder &builder, Value reachingDef,
                        const DataLayout &) {
  if (getSource() == slot.ptr)
    return reachingDef;
  Value value = LoadOp::create(builder, getLoc(), slot.elemType, getSource());
  nameValue(value, getSlotName(slot));
  return value;
}

bool CopyOp::canUsesBeRemoved(const MemorySlot &slot,
                              const SmallPtrSetImpl<OpOperand *> &blockingUses,
                              SmallVectorImpl<OpOperand *> &, const DataLayout &) {
  return isScalarType(slot.elemType) && getPointee(getTarget()) == slot.elemType &&
         llvm::all_of(blockingUses, [&](OpOperand *use) { return use->get() == slot.ptr; });
}

DeletionKind CopyOp::removeBlockingUses(const MemorySlot &slot,
                                        const SmallPtrSetImpl<OpOperand *> &, OpBuilder &builder,
                                        Value reachingDefinition, const DataLayout &) {
  if (getSource() == slot.ptr && getTarget() != slot.ptr)
    StoreOp::create(builder, getLoc(), reachingDefinition, getTarget());
  return DeletionKind::Delete;
}

bool CopyOp::canRewire(const DestructurableMemorySlot &slot,
                       SmallPtrSetImpl<Attribute> &usedIndices, SmallVectorImpl<MemorySlot> &,
                       const DataLayout &) {
  if (getPointee(getTarget()) != slot.elemType)
    return false;
  // What is copied away is used as a whole; what is copied in and not used needs no slot.
  if (getSource() == slot.ptr && getTarget() != slot.ptr)
    for (const auto &part : slot.subelementTypes)
      usedIndices.insert(part.first);
  return true;
}

/// The address of part `index` of a record or array.
static Value createPartAddress(OpBuilder &builder, Location location, Value whole, uint64_t index) {
  if (auto record = dyn_cast<RecordType>(getPointee(whole))) {
    auto type = PtrType::get(record.getFields()[index].type);
    return FieldOp::create(builder, location, type, whole, builder.getI32IntegerAttr(index));
  }
  auto type = PtrType::get(cast<ArrayType>(getPointee(whole)).getElementType());
  Value position = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(index));
  return ElementOp::create(builder, location, type, whole, position);
}

static uint64_t getPartCount(Type type) {
  if (auto record = dyn_cast<RecordType>(type))
    return record.getFields().size();
  return cast<ArrayType>(type).getSize();
}

/// `*target = *source` of a part: load and store for scalars, a smaller copy otherwise.
static void createPartCopy(OpBuilder &builder, Location location, Value target, Value source) {
  Type type = getPointee(target);
  if (!isScalarType(type)) {
    CopyOp::create(builder, location, target, source);
    return;
  }
  Value value = LoadOp::create(builder, location, type, source);
  StoreOp::create(builder, location, value, target);
}

DeletionKind CopyOp::rewire(const DestructurableMemorySlot &slot,
                            DenseMap<Attribute, MemorySlot> &subslots, OpBuilder &builder,
                            const DataLayout &) {
  if (getSource() == getTarget())
    return DeletionKind::Delete;
  bool intoSlot = getTarget() == slot.ptr;
  for (uint64_t index = 0, count = getPartCount(slot.elemType); index < count; ++index) {
    auto part = subslots.find(builder.getI32IntegerAttr(index));
    if (part == subslots.end())
      continue;
    Value other = createPartAddress(builder, getLoc(), intoSlot ? getSource() : getTarget(), index);
    Value own = part->second.ptr;
    createPartCopy(builder, getLoc(), intoSlot ? own : other, intoSlot ? other : own);
  }
  return DeletionKind::Delete;
}

LogicalResult CopyOp::ensureOnlySafeAccesses(const MemorySlot &slot, SmallVectorImpl<MemorySlot> &,
                                             const DataLayout &) {
  return success(getPointee(getTarget()) == slot.elemType);
}

//===--------------------------------- fill ------------------------------===//

/// Whether the fill zero-initializes exactly one object.
static bool zeroesOneObject(FillOp op) {
  return op.getByte() == 0 && matchPattern(op.getCount(), m_One());
}

bool FillOp::loadsFrom(const MemorySlot &) { return false; }
bool FillOp::storesTo(const MemorySlot &slot) { return getTarget() == slot.ptr; }

Value FillOp::getStored(const MemorySlot &slot, OpBuilder &builder, Value, const DataLayout &) {
  Value zero = createZero(builder, getLoc(), slot.elemType);
  nameValue(zero, getSlotName(slot));
  return zero;
}

bool FillOp::canUsesBeRemoved(const MemorySlot &slot,
                              const SmallPtrSetImpl<OpOperand *> &blockingUses,
                              SmallVectorImpl<OpOperand *> &, const DataLayout &) {
  return blockingUses.size() == 1 && zeroesOneObject(*this) && isScalarType(slot.elemType) &&
         getPointee(getTarget()) == slot.elemType;
}

DeletionKind FillOp::removeBlockingUses(const MemorySlot &, const SmallPtrSetImpl<OpOperand *> &,
                                        OpBuilder &, Value, const DataLayout &) {
  return DeletionKind::Delete;
}

bool FillOp::canRewire(const DestructurableMemorySlot &slot, SmallPtrSetImpl<Attribute> &,
                       SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  return zeroesOneObject(*this) && getPointee(getTarget()) == slot.elemType;
}

DeletionKind FillOp::rewire(const DestructurableMemorySlot &slot,
                            DenseMap<Attribute, MemorySlot> &subslots, OpBuilder &builder,
                            const DataLayout &) {
  for (uint64_t index = 0, count = getPartCount(slot.elemType); index < count; ++index) {
    auto part = subslots.find(builder.getI32IntegerAttr(index));
    if (part == subslots.end())
      continue;
    const MemorySlot &own = part->second;
    if (isScalarType(own.elemType)) {
      Value zero = createZero(builder, getLoc(), own.elemType);
      StoreOp::create(builder, getLoc(), zero, own.ptr);
      continue;
    }
    FillOp::create(builder, getLoc(), own.ptr, getCount(), getByteAttr());
  }
  return DeletionKind::Delete;
}

LogicalResult FillOp::ensureOnlySafeAccesses(const MemorySlot &slot, SmallVectorImpl<MemorySlot> &,
                                             const DataLayout &) {
  return success(zeroesOneObject(*this) && getPointee(getTarget()) == slot.elemType);
}
