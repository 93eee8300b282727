// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tapes as arrays that grow geometrically, one per tape and not one per value. Works on structured
// IR:
//   %t = ad.tape_create     →  data = null; size = capacity = 0
//   ad.tape_push %t, %v...  →  if (size + count > capacity) data = grow(...);  data[size++] = v ...
//   %v = ad.tape_pop %t     →  v = data[--size]
//   ad.tape_destroy %t      →  free(data)
// A tape that calls use keeps its state in one record, whose address the calls get.

#include "RuntimeFunctions.h"
#include "costate/Conversion/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

namespace costate {
#define GEN_PASS_DEF_LOWERTAPES
#include "costate/Conversion/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

/// Room for this many values comes with the first one.
constexpr int64_t initialCapacity = 256;

/// Where a tape keeps its state.
struct TapeStorage {
  Value data, size, capacity;
  Type elementType;
};

class TapeLowering {
public:
  TapeLowering(func::FuncOp function, RuntimeFunctions &runtime)
      : function(function), runtime(runtime), builder(function.getContext()) {}

  LogicalResult run() {
    SmallVector<Operation *> tapeOperations;
    function.walk([&](Operation *op) {
      if (isa<ad::TapeCreateOp, ad::TapePushOp, ad::TapePopOp, ad::TapeDestroyOp>(op))
        tapeOperations.push_back(op);
    });
    lowerArguments();
    for (Operation *op : tapeOperations)
      if (auto create = dyn_cast<ad::TapeCreateOp>(op))
        lowerCreate(create);
    for (Operation *op : tapeOperations)
      if (failed(lowerUse(op)))
        return failure();
    for (Operation *op : llvm::reverse(tapeOperations)) {
      if (!op->use_empty())
        return op->emitError("a tape is used in a way that cannot be lowered");
      op->erase();
    }
    return success();
  }

private:
  /// The record of a tape that calls use: data, size, capacity.
  static cxx::PtrType getStateType(Type element) {
    std::string name;
    llvm::raw_string_ostream(name) << "costate::tape<" << element << ">";
    auto record = cxx::RecordType::get(element.getContext(), name);
    auto count = IntegerType::get(element.getContext(), 64);
    cxx::RecordField fields[] = {
        {"data", cxx::PtrType::get(element), 0}, {"size", count, 8}, {"capacity", count, 16}};
    if (!record.isComplete())
      (void)record.setBody(fields, /*size=*/24, /*alignment=*/8);
    return cxx::PtrType::get(record);
  }

  TapeStorage getFields(Location location, Value state, Type element) {
    TapeStorage storage;
    storage.elementType = element;
    auto field = [&](Type type, uint32_t index) -> Value {
      return cxx::FieldOp::create(builder, location, cxx::PtrType::get(type), state, index);
    };
    storage.data = field(cxx::PtrType::get(element), 0);
    storage.size = field(builder.getI64Type(), 1);
    storage.capacity = field(builder.getI64Type(), 2);
    return storage;
  }

  void lowerArguments() {
    builder.setInsertionPointToStart(&function.getBody().front());
    SmallVector<Type> types(function.getArgumentTypes());
    for (BlockArgument argument : function.getArguments()) {
      auto tapeType = dyn_cast<ad::TapeType>(argument.getType());
      if (!tapeType)
        continue;
      types[argument.getArgNumber()] = getStateType(tapeType.getElementType());
      argument.setType(types[argument.getArgNumber()]);
      storages.insert(
          {argument, getFields(argument.getLoc(), argument, tapeType.getElementType())});
    }
    function.setType(builder.getFunctionType(types, function.getResultTypes()));
  }

  /// Gives the calls that use the tape the address of its state.
  Value lowerPassing(ad::TapeCreateOp create, Type element) {
    auto isCall = [](OpOperand &use) { return isa<func::CallOp>(use.getOwner()); };
    if (llvm::none_of(create->getUses(), isCall))
      return {};
    Value state = cxx::AllocaOp::create(builder, create.getLoc(), getStateType(element), "",
                                        /*zeroed=*/false);
    create.getTape().replaceUsesWithIf(state, isCall);
    return state;
  }

  void lowerCreate(ad::TapeCreateOp create) {
    auto tapeType = cast<ad::TapeType>(create.getTape().getType());
    TapeStorage storage;
    storage.elementType = tapeType.getElementType();
    builder.setInsertionPointToStart(&function.getBody().front());
    if (Value state = lowerPassing(create, storage.elementType)) {
      storage = getFields(create.getLoc(), state, storage.elementType);
    } else {
      storage.data = createLocal(create, cxx::PtrType::get(storage.elementType));
      storage.size = createLocal(create, builder.getI64Type());
      storage.capacity = createLocal(create, builder.getI64Type());
    }

    builder.setInsertionPoint(create);
    Location location = create.getLoc();
    Value null = cxx::NullOp::create(builder, location, cxx::PtrType::get(storage.elementType));
    Value zero = createConstant(location, 0);
    cxx::StoreOp::create(builder, location, null, storage.data);
    cxx::StoreOp::create(builder, location, zero, storage.size);
    cxx::StoreOp::create(builder, location, zero, storage.capacity);
    storages.insert({create.getTape(), storage});
  }

  LogicalResult lowerUse(Operation *op) {
    if (isa<ad::TapeCreateOp>(op))
      return success();
    auto found = storages.find(op->getOperand(0));
    if (found == storages.end())
      return op->emitError("a tape must be used in the function that creates it");
    builder.setInsertionPoint(op);
    const TapeStorage &storage = found->second;
    if (auto push = dyn_cast<ad::TapePushOp>(op))
      lowerPush(push, storage);
    else if (auto pop = dyn_cast<ad::TapePopOp>(op))
      lowerPop(pop, storage);
    else
      lowerDestroy(op->getLoc(), storage);
    return success();
  }

  void lowerPush(ad::TapePushOp push, const TapeStorage &storage) {
    Location location = push.getLoc();
    Value size = load(location, storage.size);
    Value capacity = load(location, storage.capacity);
    auto count = static_cast<int64_t>(push.getValues().size());
    Value next = add(location, size, count);
    Value full =
        arith::CmpIOp::create(builder, location, arith::CmpIPredicate::sgt, next, capacity);
    scf::IfOp::create(builder, location, full, [&](OpBuilder &, Location) {
      grow(location, storage, capacity, count);
      scf::YieldOp::create(builder, location);
    });
    builder.setInsertionPoint(push);
    Value data = load(location, storage.data);
    for (auto [index, value] : llvm::enumerate(push.getValues())) {
      Value at = add(location, size, static_cast<int64_t>(index));
      Value slot = cxx::OffsetOp::create(builder, location, data.getType(), data, at);
      cxx::StoreOp::create(builder, location, value, slot);
    }
    cxx::StoreOp::create(builder, location, next, storage.size);
  }

  /// larger = capacity + max(capacity, initialCapacity, wanted);
  /// data = grow(data, old bytes, new bytes).
  void grow(Location location, const TapeStorage &storage, Value capacity, int64_t wanted) {
    Value least = createConstant(location, std::max(initialCapacity, wanted));
    Value more = arith::MaxSIOp::create(builder, location, capacity, least);
    Value larger = arith::AddIOp::create(builder, location, capacity, more);
    Value elementSize = createConstant(location, cxx::getTypeSize(storage.elementType));
    Value oldBytes = arith::MulIOp::create(builder, location, capacity, elementSize);
    Value newBytes = arith::MulIOp::create(builder, location, larger, elementSize);
    Value data = load(location, storage.data);
    auto voidPointer = cxx::PtrType::get(builder.getNoneType());
    Value old = cxx::CastOp::create(builder, location, voidPointer, data);
    Value grown = func::CallOp::create(builder, location, runtime.getTapeGrow(),
                                       ValueRange{old, oldBytes, newBytes})
                      .getResult(0);
    Value typed = cxx::CastOp::create(builder, location, data.getType(), grown);
    cxx::StoreOp::create(builder, location, typed, storage.data);
    cxx::StoreOp::create(builder, location, larger, storage.capacity);
  }

  void lowerPop(ad::TapePopOp pop, const TapeStorage &storage) {
    Location location = pop.getLoc();
    Value size = load(location, storage.size);
    Value one = createConstant(location, 1);
    Value last =
        arith::SubIOp::create(builder, location, size, one, arith::IntegerOverflowFlags::nsw);
    cxx::StoreOp::create(builder, location, last, storage.size);
    Value data = load(location, storage.data);
    Value slot = cxx::OffsetOp::create(builder, location, data.getType(), data, last);
    Value value = cxx::LoadOp::create(builder, location, storage.elementType, slot);
    pop.getValue().replaceAllUsesWith(value);
  }

  void lowerDestroy(Location location, const TapeStorage &storage) {
    cxx::DeallocOp::create(builder, location, cxx::DeallocKind::Free, load(location, storage.data));
  }

  Value createLocal(ad::TapeCreateOp create, Type type) {
    return cxx::AllocaOp::create(builder, create.getLoc(), cxx::PtrType::get(type), "",
                                 /*zeroed=*/false);
  }
  Value load(Location location, Value local) {
    Type type = cast<cxx::PtrType>(local.getType()).getPointee();
    return cxx::LoadOp::create(builder, location, type, local);
  }
  Value add(Location location, Value size, int64_t count) {
    return count == 0
               ? size
               : arith::AddIOp::create(builder, location, size, createConstant(location, count),
                                       arith::IntegerOverflowFlags::nsw)
                     .getResult();
  }
  Value createConstant(Location location, int64_t value) {
    return arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
  }

  func::FuncOp function;
  RuntimeFunctions &runtime;
  OpBuilder builder;
  llvm::MapVector<Value, TapeStorage> storages;
};

/// malloc of a derivative's own storage: no null, but a message and an abort.
void checkAllocations(func::FuncOp function, RuntimeFunctions &runtime) {
  SmallVector<cxx::AllocOp> allocations;
  function.walk([&](cxx::AllocOp op) {
    bool givesNull =
        op.getKind() == cxx::AllocKind::Malloc || op.getKind() == cxx::AllocKind::Calloc;
    if (op->hasAttr("ad.checked") && givesNull)
      allocations.push_back(op);
    op->removeAttr("ad.checked"); // `new` throws by itself
  });
  for (cxx::AllocOp op : allocations) {
    OpBuilder builder(op->getContext());
    builder.setInsertionPointAfter(op);
    Location location = op.getLoc();
    Value null = cxx::NullOp::create(builder, location, op.getAddress().getType());
    Value isNull =
        cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::eq, op.getAddress(), null);
    Value zero = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(0));
    Value wanted =
        arith::CmpIOp::create(builder, location, arith::CmpIPredicate::ne, op.getCount(), zero);
    Value failed = arith::AndIOp::create(builder, location, isNull, wanted);
    scf::IfOp::create(builder, location, failed, [&](OpBuilder &inner, Location) {
      func::CallOp::create(inner, location, runtime.getOutOfMemory(), ValueRange{});
      scf::YieldOp::create(inner, location);
    });
  }
}

struct LowerTapes : public costate::impl::LowerTapesBase<LowerTapes> {
  using LowerTapesBase::LowerTapesBase;

  void runOnOperation() override {
    RuntimeFunctions runtime(getOperation(), device);
    SmallVector<func::FuncOp> functions(getOperation().getOps<func::FuncOp>());
    for (func::FuncOp function : functions) {
      if (function.isExternal())
        continue;
      if (failed(TapeLowering(function, runtime).run()))
        return signalPassFailure();
      checkAllocations(function, runtime);
    }
  }
};

} // namespace
