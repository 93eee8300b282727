// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies of static variables that stay in memory: a byte for each scalar says whether the call has
// written it, and reads of others stop. Pointers are told apart by their distance from the start.

#include "StaticReads.h"

#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/StaticCopies.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/Path.h"

namespace costate {
#define GEN_PASS_DEF_CHECKSTATICREADS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

void costate::emitStaticReadCheck(OpBuilder &builder, Location location, func::FuncOp function,
                                  Value isWritten, StringRef variable) {
  auto position = findFilePosition(location);
  StringRef file = position ? llvm::sys::path::filename(position->getFilename()) : "";
  auto qualified = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  std::string text = "what an earlier call left in the static variable " + variable.str() +
                     " must not be read where derivatives are taken";
  cxx::AssertOp::create(builder, location, isWritten, text, file,
                        position ? position->getLine() : 0,
                        qualified ? qualified.getValue() : function.getSymName());
}

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// Offsets of the scalars in an object. False: there are too many of them.
static bool collectScalars(Type type, uint64_t offset, SmallVectorImpl<uint64_t> &offsets,
                           uint64_t &smallest) {
  constexpr size_t limit = 256;
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    for (uint64_t i = 0; i < array.getSize(); ++i)
      if (!collectScalars(array.getElementType(),
                          offset + i * cxx::getTypeSize(array.getElementType()), offsets, smallest))
        return false;
    return true;
  }
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
      return collectScalars(field.type, offset + field.offset, offsets, smallest);
    });
  offsets.push_back(offset);
  smallest = std::min<uint64_t>(smallest, cxx::getTypeSize(type));
  return offsets.size() <= limit;
}

/// The size of the smallest scalar in an object.
static uint64_t getGranule(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return getGranule(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record)
    return std::max<uint64_t>(cxx::getTypeSize(type), 1);
  uint64_t granule = 8;
  for (const cxx::RecordField &field : record.getFields())
    granule = std::min(granule, getGranule(field.type));
  return granule;
}

namespace {

/// The copy of one static variable.
class ReadChecker {
public:
  ReadChecker(func::FuncOp function, Operation *storage, const PointsTo &pointsTo)
      : function(function), storage(storage), pointsTo(pointsTo), builder(storage) {
    address = storage->getResult(0);
    Type type = getPointee(address);
    granule = getGranule(type);
    size = cxx::getTypeSize(type);
    if (auto heap = dyn_cast<cxx::AllocOp>(storage)) {
      APInt count;
      if (matchPattern(heap.getCount(), m_ConstantInt(&count)))
        size *= count.getZExtValue();
    }
    name = findVariableName(storage->getLoc());
  }

  LogicalResult run() {
    SmallVector<Operation *> accesses;
    function.walk([&](Operation *op) {
      if (llvm::any_of(op->getOperands(), [&](Value value) { return mayPointHere(value); }))
        accesses.push_back(op);
    });
    auto writes = [&](Operation *op) {
      auto store = dyn_cast<cxx::StoreOp>(op);
      return (store && mayPointHere(store.getAddress())) || isa<cxx::FillOp>(op) ||
             (isa<cxx::CopyOp, cxx::CopyNOp>(op) && mayPointHere(op->getOperand(0)));
    };
    auto read = llvm::find_if(accesses, llvm::IsaPred<cxx::LoadOp, cxx::CopyOp, cxx::CopyNOp>);
    if (read != accesses.end() && llvm::none_of(accesses, writes))
      return emitRefusal((*read)->getLoc(), "unsupported-static-state",
                         "this reads the static variable '" + name +
                             "', which nothing here writes; if it is a constant, declare it so");
    createFlags();
    for (Operation *op : accesses)
      if (failed(check(op)))
        return failure();
    return success();
  }

private:
  bool mayPointHere(Value pointer) const {
    return isa<cxx::PtrType>(pointer.getType()) &&
           llvm::any_of(pointsTo.getTargets(pointer),
                        [&](ObjectId id) { return pointsTo.getObjects()[id].site == storage; });
  }
  bool pointsHereOnly(Value pointer) const {
    return llvm::all_of(pointsTo.getTargets(pointer),
                        [&](ObjectId id) { return pointsTo.getObjects()[id].site == storage; });
  }

  void createFlags() {
    builder.setInsertionPointAfter(storage);
    Location location = NameLoc::get(builder.getStringAttr(name + "_written"), storage->getLoc());
    Type byte = builder.getI8Type();
    uint64_t count = (size + granule - 1) / granule;
    if (isa<cxx::AllocaOp>(storage)) {
      auto local = cxx::AllocaOp::create(builder, location,
                                         cxx::PtrType::get(cxx::ArrayType::get(count, byte)),
                                         (name + "_written").str(), /*zeroed=*/true);
      flags = cxx::ElementOp::create(builder, location, cxx::PtrType::get(byte), local,
                                     constant(builder, 0));
      return;
    }
    flags = cxx::AllocOp::create(builder, location, cxx::PtrType::get(byte), cxx::AllocKind::Calloc,
                                 constant(builder, count), /*zeroed=*/true);
    auto exit = cast<func::ReturnOp>(function.getBody().front().getTerminator());
    builder.setInsertionPoint(exit);
    cxx::DeallocOp::create(builder, location, cxx::DeallocKind::Free, flags);
  }

  Value constant(OpBuilder &at, int64_t value) const {
    return arith::ConstantOp::create(at, storage->getLoc(), at.getI64IntegerAttr(value));
  }

  /// The flag's number for an address, from the start of the storage.
  Value getIndex(OpBuilder &at, Location location, Value pointer) const {
    if (pointer == address)
      return constant(at, 0);
    if (cxx::getTypeSize(getPointee(pointer)) == granule) {
      if (auto element = pointer.getDefiningOp<cxx::ElementOp>();
          element && element.getArray() == address)
        return element.getIndex();
      if (auto offset = pointer.getDefiningOp<cxx::OffsetOp>();
          offset && offset.getBase() == address)
        return offset.getIndex();
    }
    Type bytes = cxx::PtrType::get(at.getI8Type());
    Value here = cxx::CastOp::create(at, location, bytes, pointer);
    Value start = cxx::CastOp::create(at, location, bytes, address);
    Value distance = cxx::PtrDiffOp::create(at, location, here, start);
    return granule == 1
               ? distance
               : arith::DivSIOp::create(at, location, distance, constant(at, granule)).getResult();
  }

  /// Runs `body` where the pointer leads into the storage.
  void whereHere(Location location, Value pointer, llvm::function_ref<void(OpBuilder &)> body) {
    if (pointsHereOnly(pointer))
      return body(builder);
    Type bytes = cxx::PtrType::get(builder.getI8Type());
    Value here = cxx::CastOp::create(builder, location, bytes, pointer);
    Value start = cxx::CastOp::create(builder, location, bytes, address);
    Value distance = cxx::PtrDiffOp::create(builder, location, here, start);
    Value isHere = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::ult, distance,
                                         constant(builder, size));
    auto branch = scf::IfOp::create(builder, location, isHere, /*withElseRegion=*/false);
    OpBuilder inner = branch.getThenBodyBuilder();
    body(inner);
  }

  void checkFlag(OpBuilder &at, Location location, Value index) {
    Value flag = cxx::OffsetOp::create(at, location, flags, index);
    Value value = cxx::LoadOp::create(at, location, at.getI8Type(), flag);
    Value zero = arith::ConstantOp::create(at, location, at.getI8IntegerAttr(0));
    Value isWritten = arith::CmpIOp::create(at, location, arith::CmpIPredicate::ne, value, zero);
    emitStaticReadCheck(at, location, function, isWritten, name);
  }

  void noteWritten(Operation *op, Value pointer, Value bytes) {
    Location location = op->getLoc();
    builder.setInsertionPointAfter(op);
    whereHere(location, pointer, [&](OpBuilder &at) {
      Value first = cxx::OffsetOp::create(at, location, flags, getIndex(at, location, pointer));
      if (!bytes) {
        Value one = arith::ConstantOp::create(at, location, at.getI8IntegerAttr(1));
        cxx::StoreOp::create(at, location, one, first);
        return;
      }
      Value last = arith::AddIOp::create(at, location, bytes, constant(at, granule - 1));
      Value count = arith::DivUIOp::create(at, location, last, constant(at, granule));
      cxx::FillOp::create(at, location, first, count, /*byte=*/1);
    });
  }

  Value getBytes(Operation *op, Value pointer) {
    builder.setInsertionPoint(op);
    Value count;
    if (auto copy = dyn_cast<cxx::CopyNOp>(op))
      count = copy.getCount();
    else if (auto fill = dyn_cast<cxx::FillOp>(op))
      count = fill.getCount();
    Value objectSize = constant(builder, cxx::getTypeSize(getPointee(pointer)));
    return count ? arith::MulIOp::create(builder, op->getLoc(), count, objectSize).getResult()
                 : objectSize;
  }

  LogicalResult checkCopied(Operation *op, Value source) {
    SmallVector<uint64_t> offsets;
    uint64_t smallest = 8;
    Type type = getPointee(source);
    Location location = op->getLoc();
    while (auto array = dyn_cast<cxx::ArrayType>(type))
      type = array.getElementType();
    if (cxx::getTypeSize(type) == 0 || !collectScalars(type, 0, offsets, smallest))
      return refuse(op);
    Value bytes = getBytes(op, source);
    whereHere(location, source, [&](OpBuilder &at) {
      Value objects =
          arith::DivUIOp::create(at, location, bytes, constant(at, cxx::getTypeSize(type)));
      Value first = getIndex(at, location, source);
      auto loop = scf::ForOp::create(at, location, constant(at, 0), objects, constant(at, 1));
      OpBuilder inner = OpBuilder::atBlockBegin(loop.getBody());
      Value start = arith::MulIOp::create(inner, location, loop.getInductionVar(),
                                          constant(inner, cxx::getTypeSize(type) / granule));
      for (uint64_t offset : offsets) {
        Value index = arith::AddIOp::create(inner, location, first, start);
        checkFlag(inner, location,
                  arith::AddIOp::create(inner, location, index, constant(inner, offset / granule)));
      }
    });
    return success();
  }

  LogicalResult refuse(Operation *op) {
    return emitRefusal(op->getLoc(), "unsupported-static-state",
                       "it is not known whether this reads what an earlier call left in the "
                       "static variable '" +
                           name + "'");
  }

  LogicalResult check(Operation *op) {
    Location location = op->getLoc();
    if (auto load = dyn_cast<cxx::LoadOp>(op)) {
      builder.setInsertionPoint(op);
      whereHere(location, load.getAddress(), [&](OpBuilder &at) {
        checkFlag(at, location, getIndex(at, location, load.getAddress()));
      });
      return success();
    }
    if (auto store = dyn_cast<cxx::StoreOp>(op)) {
      if (mayPointHere(store.getAddress()))
        noteWritten(op, store.getAddress(), {});
      return success();
    }
    if (auto fill = dyn_cast<cxx::FillOp>(op)) {
      noteWritten(op, fill.getTarget(), getBytes(op, fill.getTarget()));
      return success();
    }
    if (isa<cxx::CopyOp, cxx::CopyNOp>(op)) {
      Value target = op->getOperand(0), source = op->getOperand(1);
      if (mayPointHere(source) && failed(checkCopied(op, source)))
        return failure();
      if (mayPointHere(target))
        noteWritten(op, target, getBytes(op, target));
      return success();
    }
    if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp, cxx::PtrCmpOp, cxx::PtrDiffOp,
            cxx::DeallocOp, arith::SelectOp, scf::YieldOp, scf::ConditionOp, scf::ForOp,
            scf::WhileOp>(op))
      return success();
    return refuse(op);
  }

  func::FuncOp function;
  Operation *storage;
  const PointsTo &pointsTo;
  OpBuilder builder;
  Value address, flags;
  uint64_t granule = 1, size = 0;
  StringRef name;
};

class CheckStaticReads : public costate::impl::CheckStaticReadsBase<CheckStaticReads> {
public:
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    SmallVector<Operation *> copies;
    function.walk([&](Operation *op) {
      if (op->removeDiscardableAttr(cxx::attr::staticCopy))
        copies.push_back(op);
    });
    if (copies.empty())
      return;
    for (Operation *copy : copies) {
      PointsTo pointsTo(function);
      if (failed(ReadChecker(function, copy, pointsTo).run()))
        return signalPassFailure();
    }
  }
};

} // namespace
