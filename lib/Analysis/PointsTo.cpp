// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/PointsTo.h"

#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/TextCopies.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

static constexpr int64_t anywhere = ObjectLayout::anywhere;

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

bool costate::isCharacterPointer(Type type) {
  auto pointer = dyn_cast<cxx::PtrType>(type);
  return pointer && isa<IntegerType, NoneType>(pointer.getPointee());
}

bool costate::holdsFloat(Type type) {
  return holds(type, [](Type part) { return isa<FloatType>(part); });
}

bool costate::isConstant(const MemoryObject &object) {
  auto address = dyn_cast_or_null<cxx::AddressOfOp>(object.site);
  auto global =
      address
          ? SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(address, address.getGlobalAttr())
          : cxx::GlobalOp();
  return global && global.getConstant();
}

/// Whether an initial value is made of numbers and text alone.
static bool holdsNoAddress(Attribute initial) {
  if (auto parts = dyn_cast<ArrayAttr>(initial))
    return llvm::all_of(parts, holdsNoAddress);
  return isa<IntegerAttr, FloatAttr, StringAttr>(initial);
}

/// Whether the global is a constant whose value shows that it leads nowhere.
static bool leadsNowhere(cxx::AddressOfOp address) {
  auto global =
      SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(address, address.getGlobalAttr());
  return global && global.getConstant() && global.getInitial() &&
         holdsNoAddress(*global.getInitial());
}

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

//===-------------------------------- solving ----------------------------===//

PointsTo::PointsTo(func::FuncOp function, const CallEffects *effects) : effects(effects) {
  auto qualified = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  functionName = qualified ? qualified.str() : function.getSymName().str();
  // What raw storage is used as decides where its parts are: known only at the end.
  while (solve(function))
    keepsLayouts = true;
  summarize();
}

bool PointsTo::solve(func::FuncOp function) {
  clear();
  seed(function);
  // What cold code writes is read by nobody who comes back.
  cxx::ColdCode cold(function);
  for (bool changed = true; changed && !learnedLayout;) {
    size_t cellsBefore = cells.size();
    changed = false;
    function.walk([&](Operation *op) {
      if (!isa<cxx::StoreOp, cxx::CopyOp, cxx::CopyNOp>(op) || !cold.contains(op))
        changed |= propagate(op);
    });
    changed |= cells.size() != cellsBefore;
  }
  return learnedLayout;
}

void PointsTo::clear() {
  objects.clear();
  cells.clear();
  cellsOfObject.clear();
  cellIds.clear();
  contents.clear();
  targets.clear();
  accessTypes.clear();
  ownAccessTypes.clear();
  argumentObjects.clear();
  openArguments.clear();
  callObjects.clear();
  globalObjects.clear();
  stringCells.clear();
  ownedText.clear();
  learnedLayout = false;
}

ObjectId PointsTo::addObject(MemoryObject object, Type type, bool repeats) {
  ObjectId id = objects.size();
  objects.push_back(object);
  cellsOfObject.emplace_back();
  // Objects are found in the same order each time.
  if (!keepsLayouts)
    layouts.emplace_back(type, repeats);
  return id;
}

CellId PointsTo::getCell(ObjectId object, int64_t offset) {
  auto [entry, isNew] = cellIds.try_emplace({object, offset}, cells.size());
  if (isNew) {
    cells.push_back({object, offset});
    contents.emplace_back();
    cellsOfObject[object].push_back(entry->second);
  }
  return entry->second;
}

/// Whether objects of the type may be parts of larger ones that a cast finds: they have a hidden
/// pointer.
static bool isPolymorphic(Type type) {
  return holds(type, [](Type part) {
    auto record = dyn_cast<cxx::RecordType>(part);
    return record && llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
             return field.name.empty() && isa<cxx::CodeType>(field.type);
           });
  });
}

/// Whether anything behind pointers in the type is polymorphic.
static bool leadsToPolymorphic(Type type) {
  llvm::SetVector<Type> behind;
  behind.insert(type);
  for (unsigned next = 0; next < behind.size(); ++next)
    holds(behind[next], [&](Type part) {
      if (auto pointer = dyn_cast<cxx::PtrType>(part))
        behind.insert(pointer.getPointee());
      return false;
    });
  return llvm::any_of(behind, isPolymorphic);
}

/// Whether the function takes an object for one of another class.
static bool castsRecords(func::FuncOp function) {
  return function
      .walk([](cxx::CastOp cast) {
        return isa<cxx::RecordType>(getPointee(cast.getSource())) &&
                       !isa<NoneType>(getPointee(cast.getAddress()))
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

void PointsTo::seed(func::FuncOp function) {
  bool casts = castsRecords(function);
  unknown = getCell(addObject({MemoryObject::Kind::Unknown}, Type(), true), anywhere);
  contents[unknown].insert(unknown);
  text = getCell(addObject({MemoryObject::Kind::Text}, Type(), true), anywhere);
  for (BlockArgument argument : function.getArguments()) {
    auto pointer = dyn_cast<cxx::PtrType>(argument.getType());
    if (!pointer)
      continue;
    unsigned index = argument.getArgNumber();
    ObjectId object =
        addObject({MemoryObject::Kind::Argument, index}, pointer.getPointee(), /*repeats=*/true);
    argumentObjects[index] = object;
    // What an object of a base class is part of, its type does not tell.
    Type pointee = pointer.getPointee();
    bool isOpen =
        (casts && isa<cxx::RecordType, cxx::PtrType>(pointee)) || leadsToPolymorphic(pointee);
    argumentTypes[index] = pointee;
    if (isOpen)
      openArguments.insert(index);
    targets[argument].insert(getCell(object, layouts[object].canonicalize(0)));
    CellId all = getCell(object, anywhere);
    bool leadsOn = effects ? mayHoldPointer(object) : holdsPointer(pointee);
    if (isOpen || leadsOn || mayHidePointers(pointee)) {
      ObjectId behind = addObject({MemoryObject::Kind::Reachable, index}, Type(), true);
      CellId reachable = getCell(behind, anywhere);
      contents[all].insert(reachable);
      contents[reachable].insert(reachable);
    }
  }
  auto addSite = [&](Operation *op, MemoryObject::Kind kind, bool repeats) {
    Value address = op->getResult(0);
    ObjectId object = addObject({kind, 0, op}, getPointee(address), repeats);
    targets[address].insert(getCell(object, layouts[object].canonicalize(0)));
    return object;
  };
  function.walk([&](Operation *op) {
    if (isa<func::CallOp>(op)) {
      callObjects[op] = addObject({MemoryObject::Kind::Call, 0, op}, Type(), /*repeats=*/true);
    } else if (isa<cxx::AllocaOp, cxx::ExceptionOp>(op)) {
      addSite(op, MemoryObject::Kind::Local, /*repeats=*/false);
    } else if (isa<cxx::AllocOp>(op)) {
      addSite(op, MemoryObject::Kind::Heap, /*repeats=*/true);
    } else if (auto address = dyn_cast<cxx::AddressOfOp>(op)) {
      auto [entry, isNew] = globalObjects.try_emplace(address.getGlobalAttr(), 0);
      if (isNew) {
        entry->second = addSite(op, MemoryObject::Kind::Global, /*repeats=*/false);
        if (!leadsNowhere(address))
          contents[getCell(entry->second, anywhere)].insert(unknown);
      } else {
        targets[address.getAddress()].insert(
            getCell(entry->second, layouts[entry->second].canonicalize(0)));
      }
    }
  });
}

bool PointsTo::flow(const CellSet &from, CellSet &to) {
  size_t before = to.size();
  to.insert(from.begin(), from.end());
  return to.size() != before;
}

bool PointsTo::flow(Value from, Value to) {
  if (!isa<cxx::PtrType>(to.getType()))
    return false;
  CellSet source = targets.lookup(from);
  return flow(source, targets[to]);
}

bool PointsTo::flowRegionBranches(Operation *op) {
  bool changed = false;
  forEachRegionFlow(op, [&](Value from, Value to) { changed |= flow(from, to); });
  return changed;
}

bool PointsTo::advance(Operation *path, std::optional<int64_t> index, int64_t stride) {
  CellSet reached;
  for (CellId id : CellSet(targets.lookup(path->getOperand(0)))) {
    ObjectId object = cells[id].object;
    int64_t offset = cells[id].offset;
    const ObjectLayout &layout = layouts[object];
    int64_t step = index ? *index * stride : stride;
    if (offset == anywhere || step == 0 || layout.isStep(offset, step))
      reached.insert(id);
    else
      reached.insert(getCell(object, index ? layout.canonicalize(offset + step) : anywhere));
  }
  return flow(reached, targets[path->getResult(0)]);
}

/// Whether each object of type `outer` has one of type `inner` at its start.
static bool startsWith(Type outer, Type inner) {
  if (outer == inner)
    return true;
  auto record = dyn_cast<cxx::RecordType>(outer);
  return record && record.isComplete() &&
         llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
           return field.offset == 0 && startsWith(field.type, inner);
         });
}

static bool areRelated(Type first, Type second) {
  return isa<cxx::RecordType>(first) && isa<cxx::RecordType>(second) &&
         (startsWith(first, second) || startsWith(second, first));
}

bool PointsTo::propagatePath(Operation *op) {
  if (auto field = dyn_cast<cxx::FieldOp>(op)) {
    auto record = cast<cxx::RecordType>(getPointee(field.getRecord()));
    int64_t begin = record.getFields()[field.getIndex()].offset;
    CellSet reached;
    for (CellId id : CellSet(targets.lookup(field.getRecord()))) {
      MemoryCell cell = cells[id];
      // A pointer to a derived class or to a node may lead, as far as is known, to objects that are
      // something else: where the member would be there says nothing.
      const ObjectLayout &layout = layouts[cell.object];
      bool isThere = cell.offset != anywhere && layout.mayHold(cell.offset, record);
      int64_t offset = isThere ? layout.canonicalize(cell.offset + begin) : anywhere;
      reached.insert(getCell(cell.object, offset));
    }
    return flow(reached, targets[op->getResult(0)]);
  }
  if (auto cast = dyn_cast<cxx::CastOp>(op)) {
    Type from = getPointee(cast.getSource()), to = getPointee(cast);
    for (CellId id : targets.lookup(cast.getSource())) {
      ObjectLayout &layout = layouts[cells[id].object];
      // From a base class to a derived one: the object was there before, as one of them. Where it
      // was something else, the pointer does not lead.
      Type known = layout.getView(cells[id].offset);
      bool isKnown = areRelated(from, to) && !(known && startsWith(to, known));
      learnedLayout |= !isKnown && layout.addView(cells[id].offset, to);
    }
    return flow(cast.getSource(), cast.getAddress());
  }
  return advance(op, getConstantIntValue(op->getOperand(1)),
                 cxx::getTypeSize(getPointee(op->getResult(0))));
}

bool PointsTo::addTypes(ArrayRef<Type> types, CellId cell, AccessTypes &to) {
  bool changed = false;
  // By value: the list of another cell may move.
  for (Type type : SmallVector<Type>(types))
    if (!llvm::is_contained(to[cell], type)) {
      to[cell].push_back(type);
      changed = true;
    }
  return changed;
}

bool PointsTo::propagateAccess(Value address, Type type) {
  uint64_t size = cxx::getTypeSize(type);
  bool changed = false;
  for (CellId id : targets.lookup(address)) {
    cells[id].size = std::max(cells[id].size, size);
    changed |= addTypes(type, id, accessTypes);
    addTypes(type, id, ownAccessTypes);
  }
  return changed;
}

bool PointsTo::propagate(Operation *op) {
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(
          [&](Operation *path) { return propagatePath(path); })
      .Case([&](arith::SelectOp select) {
        bool first = flow(select.getTrueValue(), select.getResult());
        return flow(select.getFalseValue(), select.getResult()) || first;
      })
      .Case([&](cxx::LoadOp load) {
        bool changed = propagateAccess(load.getAddress(), load.getType());
        if (!isa<cxx::PtrType>(load.getType()))
          return changed;
        CellSet loaded;
        for (CellId id : getAccessedCells(load.getAddress()))
          flow(contents[id], loaded);
        if (loaded.remove(text) && isCharacterPointer(load.getType()))
          loaded.insert(unknown);
        return flow(loaded, targets[load.getValue()]) || changed;
      })
      .Case([&](cxx::StoreOp store) {
        bool changed = propagateAccess(store.getAddress(), store.getValue().getType());
        if (!isa<cxx::PtrType>(store.getValue().getType()))
          return changed;
        CellSet stored = targets.lookup(store.getValue());
        for (CellId id : CellSet(targets.lookup(store.getAddress())))
          changed |= flow(stored, contents[id]);
        return changed;
      })
      .Case([&](cxx::AtomicOp atomic) {
        return propagateAccess(atomic.getAddress(), atomic.getValue().getType());
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) { return propagateCopy(copy); })
      .Case([&](func::CallOp call) { return propagateCall(call); })
      .Case([&](cxx::InactiveCallOp call) { return propagateOpaqueCall(call); })
      .Case([&](cxx::VirtualBaseOp base) { return flow(base.getObject(), base.getAddress()); })
      .Case([&](ad::TapePushOp push) {
        bool changed = false;
        for (Operation *user : push.getTape().getUsers())
          if (auto pop = dyn_cast<ad::TapePopOp>(user))
            for (Value value : push.getValues())
              changed |= flow(value, pop.getValue());
        return changed;
      })
      .Default([&](Operation *other) { return flowRegionBranches(other); });
}

//===--------------------------------- results ---------------------------===//

void PointsTo::summarize() {
  auto addObjects = [&](const CellSet &from, ObjectSet &to) {
    for (CellId id : from)
      to.insert(cells[id].object);
  };
  for (auto &[value, places] : targets)
    addObjects(places, objectTargets[value]);
  objectContents.resize(objects.size());
  contentsWithoutText.resize(objects.size());
  for (auto [id, cell] : llvm::enumerate(cells)) {
    addObjects(contents[id], objectContents[cell.object]);
    if (!holdsOnlyText(id)) {
      addObjects(contents[id], contentsWithoutText[cell.object]);
      continue;
    }
    for (CellId pointed : contents[id])
      if (isCharacters(cells[pointed].object))
        ownedText.insert(cells[pointed].object);
  }
}

/// Whether memory from the heap is used for integers only, byte by byte.
bool PointsTo::isCharacters(ObjectId object) const {
  if (objects[object].kind != MemoryObject::Kind::Heap ||
      !isCharacterPointer(objects[object].site->getResult(0).getType()))
    return false;
  return llvm::all_of(cellsOfObject[object], [&](CellId cell) {
    return llvm::all_of(getAccessTypes(cell), llvm::IsaPred<IntegerType>);
  });
}

// Storage that a string shares with other things tells so by how it is accessed.
bool PointsTo::holdsOnlyText(CellId cell) const {
  return stringCells.contains(cell) && cells[cell].offset != anywhere &&
         llvm::all_of(getAccessTypes(cell), [](Type type) {
           auto pointer = dyn_cast<cxx::PtrType>(type);
           return !pointer || pointer.getPointee().isInteger(8);
         });
}

const CellSet &PointsTo::getTargetCells(Value pointer) const {
  static const CellSet none;
  auto found = targets.find(pointer);
  return found == targets.end() ? none : found->second;
}

const ObjectSet &PointsTo::getTargets(Value pointer) const {
  static const ObjectSet none;
  auto found = objectTargets.find(pointer);
  return found == objectTargets.end() ? none : found->second;
}

bool PointsTo::mayOverlap(const MemoryCell &first, const MemoryCell &second) const {
  if (first.object != second.object)
    return false;
  if (first.offset == anywhere || second.offset == anywhere || first.offset == second.offset)
    return true;
  return first.offset < second.offset + int64_t(std::max<uint64_t>(second.size, 1)) &&
         second.offset < first.offset + int64_t(std::max<uint64_t>(first.size, 1));
}

CellSet PointsTo::getAccessedCells(Value address, std::optional<uint64_t> size) const {
  CellSet accessed;
  Type pointee = getPointee(address);
  uint64_t bytes = size ? *size : isa<NoneType>(pointee) ? 1 : cxx::getTypeSize(pointee);
  for (CellId target : getTargetCells(address)) {
    MemoryCell range = cells[target];
    range.size = bytes;
    for (CellId id : cellsOfObject[range.object])
      if (mayOverlap(range, cells[id]))
        accessed.insert(id);
  }
  return accessed;
}

ObjectSet PointsTo::getStoredTargets(Value address) const {
  ObjectSet found;
  for (CellId id : getAccessedCells(address))
    for (CellId pointed : contents[id])
      found.insert(cells[pointed].object);
  return found;
}

llvm::ArrayRef<Type> PointsTo::getAccessTypes(CellId cell) const {
  auto found = accessTypes.find(cell);
  return found == accessTypes.end() ? llvm::ArrayRef<Type>() : found->second;
}

llvm::ArrayRef<Type> PointsTo::getOwnAccessTypes(CellId cell) const {
  auto found = ownAccessTypes.find(cell);
  return found == ownAccessTypes.end() ? llvm::ArrayRef<Type>() : found->second;
}

std::optional<CellId> PointsTo::findAnywhere(ObjectId object) const {
  return findCell(object, anywhere);
}

std::optional<CellId> PointsTo::findCell(ObjectId object, int64_t offset) const {
  auto found = cellIds.find({object, offset});
  if (found == cellIds.end())
    return std::nullopt;
  return found->second;
}

std::optional<ObjectId> PointsTo::getArgumentObject(unsigned index) const {
  auto found = argumentObjects.find(index);
  if (found == argumentObjects.end())
    return std::nullopt;
  return found->second;
}
