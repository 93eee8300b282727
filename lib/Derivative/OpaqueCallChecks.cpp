// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions that no derivative flows through: they may print numbers that carry one, but
// neither get their memory nor give the numbers back.

#include "ActivityChecks.h"

#include "costate/Analysis/CallEffects.h"
#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

namespace {

/// Follows text that was made of numbers with a derivative: through memory, strings and streams,
/// and through whatever is computed with its characters.
class TextFlow {
public:
  TextFlow(func::FuncOp function, const PointsTo &pointsTo, const Activity &activity)
      : function(function), pointsTo(pointsTo), activity(activity) {}

  void solve();
  LogicalResult check();

private:
  bool propagate(Operation *op);
  bool propagateCall(cxx::InactiveCallOp call);
  bool propagateRecursiveCall(func::CallOp call);
  bool getsText(func::CallOp call) const;
  bool isActiveOutput(cxx::InactiveCallOp call) const;
  bool isTainted(Value value) const { return values.contains(value); }
  bool isTaintedMemory(Value address) const;
  bool taint(Value value) { return values.insert(value).second; }
  bool taintMemory(const ObjectSet &targets);
  bool isWriteOnly(ObjectId object) const;
  bool isFile(Value pointer) const;

  func::FuncOp function;
  const PointsTo &pointsTo;
  const Activity &activity;
  llvm::DenseSet<Value> values;
  llvm::DenseSet<ObjectId> objects;
  /// Such text was written to a file.
  bool fileIsTainted = false;
};

} // namespace

/// The user's word for it that no derivative flows through the call.
static bool isMarked(Operation *call) {
  auto how = call->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  return how && how.contains("marked");
}

static bool printsNumber(cxx::InactiveCallOp call) {
  return !isMarked(call) &&
         llvm::any_of(call->getOperandTypes(), [](Type type) { return isa<FloatType>(type); });
}

static bool givesNumber(cxx::InactiveCallOp call) {
  auto isNumber = [](Type type) {
    auto pointer = dyn_cast<cxx::PtrType>(type);
    return isa<FloatType>(pointer ? pointer.getPointee() : type);
  };
  return llvm::any_of(call->getResultTypes(), [](Type type) { return isa<FloatType>(type); }) ||
         llvm::any_of(call->getOperandTypes(),
                      [&](Type type) { return isa<cxx::PtrType>(type) && isNumber(type); });
}

/// Whether a function that stays a function, or one that it calls, has such a call.
static bool hasCall(func::FuncOp function, llvm::function_ref<bool(cxx::InactiveCallOp)> wanted) {
  if (!function)
    return true;
  llvm::SetVector<Operation *> functions;
  functions.insert(function);
  bool found = false;
  for (unsigned next = 0; next < functions.size() && !found; ++next)
    functions[next]->walk([&](Operation *op) {
      if (auto call = dyn_cast<func::CallOp>(op))
        found |= !getCallee(call) || (functions.insert(getCallee(call)), false);
      else if (auto call = dyn_cast<cxx::InactiveCallOp>(op))
        found |= wanted(call);
    });
  return found;
}

static StringRef getRecordName(Type type) {
  auto record = dyn_cast<cxx::RecordType>(type);
  return record ? record.getName() : StringRef();
}

static bool isOutputStream(Type type) {
  return getRecordName(type).contains("basic_ostream_char") ||
         getRecordName(type).contains("basic_ostream<char");
}

/// `std::cout` and its like: what is written there comes back by no way inside of the program.
bool TextFlow::isWriteOnly(ObjectId id) const {
  const MemoryObject &object = pointsTo.getObjects()[id];
  auto address = dyn_cast_or_null<cxx::AddressOfOp>(object.site);
  if (!address)
    return false;
  auto global =
      SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(address, address.getGlobalAttr());
  return global && (global.getConstant() || isOutputStream(global.getType()));
}

/// `stdout` and its like.
static bool isStandardStream(Value pointer) {
  auto load = pointer.getDefiningOp<cxx::LoadOp>();
  auto address = load ? load.getAddress().getDefiningOp<cxx::AddressOfOp>() : cxx::AddressOfOp();
  return address && (address.getGlobal() == "stdout" || address.getGlobal() == "stderr");
}

/// What is written to one file may be read from another object for the same file.
bool TextFlow::isFile(Value pointer) const {
  auto isFileType = [](Type type) {
    return getRecordName(type).contains("IO_FILE") || getRecordName(type).contains("fstream") ||
           getRecordName(type).contains("filebuf");
  };
  auto type = dyn_cast<cxx::PtrType>(pointer.getType());
  if (!type || isStandardStream(pointer))
    return false;
  return isFileType(type.getPointee()) ||
         llvm::any_of(pointsTo.getTargets(pointer), [&](ObjectId id) {
           Operation *site = pointsTo.getObjects()[id].site;
           auto address = site && site->getNumResults() == 1
                              ? dyn_cast<cxx::PtrType>(site->getResult(0).getType())
                              : cxx::PtrType();
           return address && isFileType(address.getPointee());
         });
}

bool TextFlow::isTaintedMemory(Value address) const {
  return llvm::any_of(pointsTo.getTargets(address),
                      [&](ObjectId object) { return objects.contains(object); });
}

bool TextFlow::taintMemory(const ObjectSet &targets) {
  bool changed = false;
  for (ObjectId object : targets)
    if (!isWriteOnly(object))
      changed |= objects.insert(object).second;
  return changed;
}

bool TextFlow::isActiveOutput(cxx::InactiveCallOp call) const {
  return llvm::any_of(call.getArguments(),
                      [&](Value operand) { return activity.isVaried(operand); });
}

/// What a recursive function prints may be any number, anywhere that it can reach.
bool TextFlow::propagateRecursiveCall(func::CallOp call) {
  bool changed = false;
  if (hasCall(getCallee(call), printsNumber)) {
    for (Value operand : call.getOperands())
      if (isa<cxx::PtrType>(operand.getType()))
        changed |= taintMemory(pointsTo.getReachable(operand));
    changed |= !fileIsTainted;
    fileIsTainted = true;
  }
  if (getsText(call))
    for (Value result : call.getResults())
      changed |= taint(result);
  return changed;
}

bool TextFlow::getsText(func::CallOp call) const {
  return llvm::any_of(call.getOperands(), [&](Value operand) {
    if (isTainted(operand))
      return true;
    return isa<cxx::PtrType>(operand.getType()) &&
           llvm::any_of(pointsTo.getReachable(operand),
                        [&](ObjectId object) { return objects.contains(object); });
  });
}

bool TextFlow::propagateCall(cxx::InactiveCallOp call) {
  if (isMarked(call))
    return false;
  bool isFileCall =
      llvm::any_of(call.getArguments(), [&](Value operand) { return isFile(operand); });
  bool tainted = isActiveOutput(call) || (isFileCall && fileIsTainted);
  for (Value operand : call.getArguments())
    tainted |=
        isTainted(operand) || (isa<cxx::PtrType>(operand.getType()) && isTaintedMemory(operand));
  if (!tainted)
    return false;
  bool changed = false;
  if (isFileCall && !fileIsTainted)
    changed = fileIsTainted = true;
  for (Value operand : call.getArguments())
    if (isa<cxx::PtrType>(operand.getType()) && !isFile(operand) && !isStandardStream(operand))
      changed |= taintMemory(pointsTo.getTargets(operand));
  for (Value result : call.getResults())
    changed |= taint(result);
  return changed;
}

bool TextFlow::propagate(Operation *op) {
  if (activity.getColdCode().contains(op))
    return false;
  return llvm::TypeSwitch<Operation *, bool>(op)
      .Case([&](cxx::InactiveCallOp call) { return propagateCall(call); })
      .Case([&](func::CallOp call) { return propagateRecursiveCall(call); })
      .Case([&](cxx::LoadOp load) {
        return (isTainted(load.getAddress()) || isTaintedMemory(load.getAddress())) &&
               taint(load.getValue());
      })
      .Case([&](cxx::StoreOp store) {
        return isTainted(store.getValue()) && taintMemory(pointsTo.getTargets(store.getAddress()));
      })
      .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
        return (isTainted(copy->getOperand(1)) || isTaintedMemory(copy->getOperand(1))) &&
               taintMemory(pointsTo.getTargets(copy->getOperand(0)));
      })
      .Default([&](Operation *other) {
        bool changed = false;
        forEachRegionFlow(other,
                          [&](Value from, Value to) { changed |= isTainted(from) && taint(to); });
        if (other->getNumRegions() == 0 &&
            llvm::any_of(other->getOperands(), [&](Value operand) { return isTainted(operand); }))
          for (Value result : other->getResults())
            changed |= taint(result);
        return changed;
      });
}

void TextFlow::solve() {
  for (bool changed = true; changed;) {
    changed = false;
    function.walk([&](Operation *op) { changed |= propagate(op); });
  }
}

static LogicalResult refuseText(Operation *op) {
  return emitRefusal(op->getLoc(), "active-text",
                     "this reads a number back from text to which a number that carries a "
                     "derivative may have been written: the derivative would get lost");
}

/// Whether an integer was once a character.
static bool comesFromCharacter(Value value, unsigned depth = 8) {
  Operation *op = value.getDefiningOp();
  if (value.getType().isInteger(8))
    return true;
  if (!op || depth == 0 || op->getNumRegions() != 0 || !isa<arith::ArithDialect>(op->getDialect()))
    return false;
  return llvm::any_of(op->getOperands(), [&](Value operand) {
    return isa<IntegerType>(operand.getType()) && comesFromCharacter(operand, depth - 1);
  });
}

LogicalResult TextFlow::check() {
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (activity.getColdCode().contains(op))
      return WalkResult::advance();
    if (auto call = dyn_cast<cxx::InactiveCallOp>(op)) {
      // As its result, or in memory of its own.
      bool isText = llvm::any_of(call.getResults(), [&](Value value) {
        return isTainted(value) && isa<FloatType>(value.getType());
      });
      for (Value operand : call.getArguments())
        if (auto pointer = dyn_cast<cxx::PtrType>(operand.getType()))
          isText |= isa<FloatType>(pointer.getPointee()) && isTaintedMemory(operand);
      if (isText && failed(refuseText(op)))
        return WalkResult::interrupt();
    } else if (auto call = dyn_cast<func::CallOp>(op)) {
      bool readsFile = fileIsTainted && hasCall(getCallee(call), givesNumber);
      if ((getsText(call) || readsFile) && hasCall(getCallee(call), givesNumber) &&
          failed(refuseText(op)))
        return WalkResult::interrupt();
    } else if (isa<arith::SIToFPOp, arith::UIToFPOp>(op)) {
      if (isTainted(op->getOperand(0)) && comesFromCharacter(op->getOperand(0)))
        return failed(refuseText(op)) ? WalkResult::interrupt() : WalkResult::advance();
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

/// Whether an object of the type may hold characters of a string or a buffer.
static bool holdsCharacters(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsCharacters(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return type.isInteger(8) ||
         (record && llvm::any_of(record.getFields(), [](const cxx::RecordField &field) {
            return holdsCharacters(field.type);
          }));
}

/// The places where a function would meet a number although the types of its parameters say that it
/// does not: behind pointers to bytes. A string holds no number, and its characters lead to what
/// else its own object is a part of only by a detour that the analysis takes (`anywhere`).
static CellSet getSuspectCells(OpOperand &operand, const PointsTo &pointsTo) {
  CellSet suspects;
  if (isa<cxx::RecordType>(cast<cxx::PtrType>(operand.get().getType()).getPointee()))
    return suspects;
  for (CellId id : pointsTo.getTouchedCells(operand)) {
    const MemoryCell &cell = pointsTo.getCells()[id];
    const MemoryObject &object = pointsTo.getObjects()[cell.object];
    if (isConstant(object))
      continue;
    Type type = object.site && object.site->getNumResults() == 1 && object.isPrivate()
                    ? cast<cxx::PtrType>(object.site->getResult(0).getType()).getPointee()
                    : Type();
    bool isTarget = cell.offset != ObjectLayout::anywhere &&
                    pointsTo.getTargetCells(operand.get()).contains(id);
    if (!type || !holdsCharacters(type) || isTarget)
      suspects.insert(id);
  }
  return suspects;
}

static LogicalResult checkOperands(Operation *call, const PointsTo &pointsTo,
                                   const Activity &activity) {
  auto refuse = [&] {
    auto name = cast<cxx::InactiveCallOp>(call).getCxxCallee();
    return emitRefusal(call->getLoc(), "active-in-opaque-call",
                       "'" + name +
                           "', whose body is not visible, gets memory that carries a derivative");
  };
  auto isActiveObject = [&](ObjectId object) {
    return llvm::any_of(pointsTo.getCellsOf(object), [&](CellId cell) {
      CellSet one;
      one.insert(cell);
      return activity.isActivePlaces(one);
    });
  };
  for (OpOperand &operand : call->getOpOperands()) {
    auto pointer = dyn_cast<cxx::PtrType>(operand.get().getType());
    // A marked function may look at them.
    auto types = call->getAttrOfType<DictionaryAttr>(cxx::attr::opaque).getAs<ArrayAttr>("types");
    bool isLook =
        isMarked(call) &&
        cast<StringAttr>(types[operand.getOperandNumber()]).getValue().starts_with("const ");
    // Numbers are handed over in memory of their own.
    if (pointer && !isLook && activity.isActivePlaces(getSuspectCells(operand, pointsTo)))
      return refuse();
  }
  // The pointers that such a function finds lead to no number: their types say so. But a function
  // of the program may know others, by way of globals.
  auto how = call->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
  if (how.contains("library"))
    return success();
  using Kind = MemoryObject::Kind;
  for (auto [id, object] : llvm::enumerate(pointsTo.getObjects()))
    if (object.kind == Kind::Global || object.kind == Kind::Unknown)
      for (ObjectId reached : pointsTo.getReachable(static_cast<ObjectId>(id)))
        if (pointsTo.getObjects()[reached].isPrivate() && isActiveObject(reached))
          return refuse();
  return success();
}

LogicalResult costate::checkOpaqueCalls(func::FuncOp function, const PointsTo &pointsTo,
                                        const Activity &activity) {
  bool printsActive = false;
  WalkResult result = function.walk([&](cxx::InactiveCallOp call) {
    if (activity.getColdCode().contains(call))
      return WalkResult::advance();
    printsActive |= printsNumber(call) && llvm::any_of(call.getArguments(), [&](Value operand) {
                      return activity.isVaried(operand);
                    });
    bool isOpaque = call->hasAttr(cxx::attr::opaque);
    return isOpaque && failed(checkOperands(call, pointsTo, activity)) ? WalkResult::interrupt()
                                                                       : WalkResult::advance();
  });
  if (result.wasInterrupted())
    return failure();
  function.walk([&](func::CallOp call) { printsActive |= hasCall(getCallee(call), printsNumber); });
  if (!printsActive)
    return success();
  TextFlow flow(function, pointsTo, activity);
  flow.solve();
  return flow.check();
}
