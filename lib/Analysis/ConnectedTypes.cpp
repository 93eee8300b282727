// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses of bytes (`char *`, `void *`) say nothing of what is there, so they are followed back
// to the object that they were made from. Where that is not in sight, they are all alike: whatever
// is passed on as bytes may be what any function makes of bytes that it gets. Integers within an
// object are followed in the same way, because they are storage as well, if an unusual one.

#include "costate/Analysis/ConnectedTypes.h"

#include "costate/Analysis/ObjectLayout.h"
#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "costate/Dialect/Cxx/TextCopies.h"

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

static bool isBytes(Type type) { return type.isInteger(8) || isa<NoneType>(type); }

/// Bytes, under one name.
static Type unifyBytes(Type type) {
  return isBytes(type) ? NoneType::get(type.getContext()) : type;
}

/// Whether there are bytes in the type that are storage for anything.
static bool holdsStorage(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isRawStorage(type) || holdsStorage(array.getElementType());
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return !record.isComplete() ||
           llvm::any_of(record.getFields(),
                        [](const cxx::RecordField &field) { return holdsStorage(field.type); });
  return isa<NoneType>(type);
}

bool costate::isPart(Type inner, Type outer) {
  if (inner == outer)
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(outer))
    return isPart(inner, array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(outer);
  return record && llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return isPart(inner, field.type);
         });
}

/// The same, with single bytes.
static bool holdsByte(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsByte(array.getElementType());
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return !record.isComplete() ||
           llvm::any_of(record.getFields(),
                        [](const cxx::RecordField &field) { return holdsByte(field.type); });
  return isBytes(type);
}

//===-------------------------------- addresses --------------------------===//

static bool isPath(Operation *op) {
  return isa_and_nonnull<cxx::CastOp, cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op);
}

/// The type of the object that an address of bytes or of an integer was made from.
static Type findOrigin(Value address) {
  while (isa<IntegerType, NoneType>(getPointee(address)) && isPath(address.getDefiningOp()))
    address = address.getDefiningOp()->getOperand(0);
  return unifyBytes(getPointee(address));
}

/// Whether the address gets to where it cannot be followed back from. What is accessed through it
/// are bytes and integers, in which nobody finds a pointer or a number.
static bool escapes(Value address) {
  return llvm::any_of(address.getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    if (isPath(user)) {
      Value next = user->getResult(0);
      return isa<IntegerType, NoneType>(getPointee(next)) && escapes(next);
    }
    if (isa<cxx::StoreOp>(user))
      return use.getOperandNumber() == 0;
    return !isa<cxx::LoadOp, cxx::AtomicOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::DeallocOp,
                cxx::PtrCmpOp, cxx::PtrDiffOp>(user);
  });
}

//===-------------------------------- connections ------------------------===//

void ConnectedTypes::connect(Type from, Type to) {
  if (from == to)
    return;
  views[from].insert(to);
  origins[to].insert(from);
}

static bool mayHoldPointer(Type type) { return holdsPointer(type) || holdsStorage(type); }

void ConnectedTypes::addCast(cxx::CastOp conversion) {
  Type from = findOrigin(conversion.getSource()), to = getPointee(conversion.getAddress());
  if (isa<IntegerType, NoneType>(to)) {
    if (escapes(conversion.getAddress()))
      connect(from, unifyBytes(to));
    return;
  }
  connect(from, to);
  bool isConsistent = isPart(from, to) || isPart(to, from);
  if (!isConsistent && holdsPointer(from) && holdsPointer(to) && !isa<NoneType>(from)) {
    mixed.insert(from);
    mixed.insert(to);
  }
}

/// The address of bytes or of an integer in an object, which may get anywhere.
void ConnectedTypes::addPart(Operation *path) {
  Type part = getPointee(path->getResult(0));
  if (isa<IntegerType>(part) && escapes(path->getResult(0)))
    connect(findOrigin(path->getOperand(0)), unifyBytes(part));
}

/// Members of a union are read as one another, at times.
void ConnectedTypes::addUnion(cxx::FieldOp path) {
  auto record = cast<cxx::RecordType>(getPointee(path.getRecord()));
  if (!record.isText() && cxx::hasOverlappingMembers(record) && mayHoldPointer(record))
    mixed.insert(record);
}

/// Bytes that are copied from an object of one type to one of another.
void ConnectedTypes::addCopy(Operation *copy) {
  if (cxx::isTextCopy(copy) || !isRawStorage(getPointee(copy->getOperand(0))))
    return;
  auto findObject = [](Value address) {
    while (auto conversion = address.getDefiningOp<cxx::CastOp>()) {
      if (!isRawStorage(getPointee(address)))
        break;
      address = conversion.getSource();
    }
    return findOrigin(address);
  };
  Type target = findObject(copy->getOperand(0)), source = findObject(copy->getOperand(1));
  connect(target, source);
  if (target != source && mayHoldPointer(target) && mayHoldPointer(source)) {
    mixed.insert(target);
    mixed.insert(source);
  }
}

void ConnectedTypes::add(Operation *function) {
  function->walk([&](Operation *op) {
    if (auto conversion = dyn_cast<cxx::CastOp>(op))
      addCast(conversion);
    else if (isa<cxx::FieldOp, cxx::ElementOp>(op))
      addPart(op);
    else if (isa<cxx::CopyOp, cxx::CopyNOp>(op))
      addCopy(op);
    else if (auto base = dyn_cast<cxx::VirtualBaseOp>(op))
      connect(getPointee(base.getObject()), getPointee(base.getAddress()));
    if (auto field = dyn_cast<cxx::FieldOp>(op))
      addUnion(field);
  });
}

void ConnectedTypes::close() {
  auto count = [&] {
    size_t edges = mixed.size();
    for (const auto &entry : views)
      edges += entry.second.size();
    return edges;
  };
  for (size_t before = 0; before != count();) {
    before = count();
    for (unsigned next = 0; next < mixed.size(); ++next) {
      TypeContents inside = collect(mixed[next]);
      if (inside.pointees.count() < 2)
        continue;
      Type first = types[inside.pointees.find_first()];
      for (unsigned number : inside.pointees) {
        connect(first, types[number]);
        connect(types[number], first);
        mixed.insert(types[number]);
      }
    }
  }
}

//===--------------------------------- contents --------------------------===//

void TypeContents::add(const TypeContents &other) {
  parts |= other.parts;
  pointees |= other.pointees;
  holdsFloat |= other.holdsFloat;
  holdsPointer |= other.holdsPointer;
}

/// The first scalars of an object, with where they are; pointers are all alike.
static void collectScalars(Type type, uint64_t offset,
                           SmallVectorImpl<std::pair<uint64_t, Type>> &found) {
  constexpr unsigned enough = 16;
  if (found.size() >= enough)
    return;
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    uint64_t size = cxx::getTypeSize(array.getElementType());
    for (uint64_t i = 0; i < std::min<uint64_t>(array.getSize(), enough); ++i)
      collectScalars(array.getElementType(), offset + i * size, found);
  } else if (auto record = dyn_cast<cxx::RecordType>(type)) {
    for (const cxx::RecordField &field : record.getFields())
      collectScalars(field.type, offset + field.offset, found);
  } else {
    bool isPointer = isa<cxx::PtrType>(type);
    found.push_back({offset, isPointer ? Type(NoneType::get(type.getContext())) : type});
  }
}

/// Whether both have the same scalars at the same places, as far as the smaller one goes.
static bool startAlike(Type first, Type second) {
  SmallVector<std::pair<uint64_t, Type>> here, there;
  collectScalars(first, 0, here);
  collectScalars(second, 0, there);
  return llvm::equal(ArrayRef(here).take_front(there.size()),
                     ArrayRef(there).take_front(here.size()));
}

static bool areAlike(Type first, Type second) {
  return first == second || (isa<cxx::PtrType>(first) && isa<cxx::PtrType>(second));
}

/// Whether a scalar like the given one, or storage, is at a place in an array of such objects.
static bool mayBeAt(Type object, uint64_t offset, Type scalar) {
  if (isRawStorage(object))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(object)) {
    uint64_t size = cxx::getTypeSize(array.getElementType());
    return size != 0 && mayBeAt(array.getElementType(), offset % size, scalar);
  }
  auto record = dyn_cast<cxx::RecordType>(object);
  if (!record)
    return offset == 0 && areAlike(object, scalar);
  return !record.isComplete() ||
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return offset >= field.offset && offset < field.offset + cxx::getTypeSize(field.type) &&
                  mayBeAt(field.type, offset - field.offset, scalar);
         });
}

/// Whether objects side by side have all that a view shows but bytes, which any object has.
static bool fits(Type object, Type view, uint64_t offset) {
  if (isRawStorage(view))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(view)) {
    uint64_t size = cxx::getTypeSize(array.getElementType());
    for (uint64_t i = 0; i < std::min<uint64_t>(array.getSize(), 16); ++i)
      if (!fits(object, array.getElementType(), offset + i * size))
        return false;
    return true;
  }
  if (auto record = dyn_cast<cxx::RecordType>(view))
    return llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
      return fits(object, field.type, offset + field.offset);
    });
  uint64_t size = cxx::getTypeSize(object);
  return size != 0 && mayBeAt(object, offset % size, view);
}

/// Whether an object of the type, or a part of it, is what a function that gets its address as one
/// of bytes may take it for. Nobody may put an object into one of another type (strict aliasing).
static bool mayBecome(Type object, Type view) {
  if (holdsStorage(object) || startAlike(object, view) ||
      (holdsByte(view) && fits(object, view, 0)))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(object))
    return mayBecome(array.getElementType(), view);
  auto record = dyn_cast<cxx::RecordType>(object);
  return record && llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return mayBecome(field.type, view);
         });
}

unsigned ConnectedTypes::getNumber(Type type) const {
  auto [entry, isNew] = numbers.try_emplace(type, types.size());
  if (isNew)
    types.push_back(type);
  return entry->second;
}

TypeContents ConnectedTypes::collect(Type object) const {
  TypeContents found;
  SmallVector<Type> pending = {object};
  llvm::DenseSet<Type> followed;
  while (!pending.empty()) {
    Type type = pending.pop_back_val();
    if (!followed.insert(type).second)
      continue;
    found.parts.set(getNumber(type));
    found.holdsFloat |= isa<FloatType>(type);
    // What an integer is taken for was connected with the object that it is a part of.
    auto addPart = [&](Type part) {
      if (isa<IntegerType>(part))
        found.parts.set(getNumber(part));
      else
        pending.push_back(part);
    };
    if (auto pointer = dyn_cast<cxx::PtrType>(type)) {
      found.holdsPointer = true;
      found.pointees.set(getNumber(unifyBytes(pointer.getPointee())));
    } else if (auto array = dyn_cast<cxx::ArrayType>(type)) {
      addPart(array.getElementType());
    } else if (auto record = dyn_cast<cxx::RecordType>(type)) {
      for (const cxx::RecordField &field : record.getFields())
        addPart(field.type);
    }
    forEachOwner(type, [&](Type owner) { pending.push_back(owner); });
    // Whoever has a pointer to a single byte has one to bytes.
    if (type.isInteger(8))
      found.parts.set(getNumber(unifyBytes(type)));
    for (Type view : getViews(type)) {
      if (!isa<NoneType>(view) || holdsStorage(type)) {
        pending.push_back(view);
        continue;
      }
      found.parts.set(getNumber(view));
      llvm::copy_if(getViews(view), std::back_inserter(pending),
                    [&](Type next) { return mayBecome(type, next); });
    }
  }
  return found;
}

ArrayRef<Type> ConnectedTypes::getViews(Type object) const {
  auto known = views.find(object);
  return known == views.end() ? ArrayRef<Type>() : known->second.getArrayRef();
}

/// What bytes in an object may belong to: what it, or something that it is a part of, was made from
/// by a cast, or is taken for.
void ConnectedTypes::forEachOwner(Type object, llvm::function_ref<void(Type)> visit) const {
  if (!holdsByte(object) || object.isInteger(8))
    return;
  for (const auto *connections : {&origins, &views})
    for (const auto &[whole, others] : *connections)
      if (isPart(object, whole))
        llvm::for_each(others, visit);
}

const TypeContents &ConnectedTypes::getContents(Type object) const {
  auto [entry, isNew] = contents.try_emplace(object);
  if (isNew)
    entry->second = collect(object);
  return entry->second;
}

const TypeContents &ConnectedTypes::getBlockContents(Type element) const {
  return getContents(unifyBytes(element));
}

/// Adds what raw storage in the object is taken for, by itself or as a part of something.
void ConnectedTypes::collectHidden(Type object, TypeContents &found) const {
  if (!holdsByte(object))
    return;
  forEachOwner(object, [&](Type owner) { found.add(getContents(owner)); });
  if (auto array = dyn_cast<cxx::ArrayType>(object))
    collectHidden(array.getElementType(), found);
  if (auto record = dyn_cast<cxx::RecordType>(object))
    for (const cxx::RecordField &field : record.getFields())
      collectHidden(field.type, found);
}

const TypeContents &ConnectedTypes::getHidden(Type element) const {
  auto known = hidden.find(element);
  if (known != hidden.end())
    return known->second;
  TypeContents found;
  collectHidden(unifyBytes(element), found);
  return hidden[element] = found;
}

const TypeContents &ConnectedTypes::getReachable(Type object) const {
  auto known = reachable.find(object);
  if (known != reachable.end())
    return known->second;
  TypeContents found;
  llvm::SparseBitVector<> pending = getBlockContents(object).pointees, seen;
  while (!pending.empty()) {
    unsigned next = pending.find_first();
    pending.reset(next);
    if (!seen.test_and_set(next))
      continue;
    const TypeContents &inner = getContents(types[next]);
    found.add(inner);
    pending |= inner.pointees;
  }
  return reachable[object] = found;
}
