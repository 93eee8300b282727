// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Untyped storage that holds objects of one type gets that type, so that it can be split, promoted
// and copied like any other. The type is that of the only conversion of its address.

#include "AlignedBlocks.h"
#include "MovedBlocks.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "costate/Dialect/Cxx/StaticCopies.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Matchers.h"

namespace costate {
#define GEN_PASS_DEF_TYPESTORAGE
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// Bytes, arrays of bytes and `void`.
static bool isUntyped(Type type) {
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  return type.isInteger(8) || isa<NoneType>(type);
}

namespace {

/// How a block of untyped storage is used.
class StorageUse {
public:
  explicit StorageUse(Value storage) : isTyped(follow(storage)) {}

  /// The type of the objects in the storage; null: there are several or none.
  Type getType() const {
    return isTyped && !conversions.empty() ? getPointee(cxx::CastOp(conversions.front())) : Type();
  }
  /// Conversions of the start of the storage to that type.
  ArrayRef<cxx::CastOp> getConversions() const { return conversions; }

private:
  bool follow(Value start) {
    return llvm::all_of(start.getUsers(), [&](Operation *user) { return followUse(user); });
  }

  bool followUse(Operation *user) {
    if (auto conversion = dyn_cast<cxx::CastOp>(user)) {
      if (isUntyped(getPointee(conversion)))
        return follow(conversion);
      conversions.push_back(conversion);
      return conversion.getType() == conversions.front().getType();
    }
    if (auto element = dyn_cast<cxx::ElementOp>(user))
      return matchPattern(element.getIndex(), m_Zero()) && follow(element);
    // What moves a block does it whatever is in it.
    if (user->hasAttr(cxx::attr::movesBlock))
      return true;
    // Comparisons, distances (in bytes) and releases look at the address alone.
    return isa<cxx::PtrCmpOp, cxx::PtrDiffOp, cxx::DeallocOp>(user) || cxx::isBlockSize(user);
  }

  SmallVector<cxx::CastOp> conversions;
  bool isTyped;
};

/// The number of objects of `size` bytes in `bytes`: exact where that is visible, else rounded up.
Value countObjects(OpBuilder &builder, Location location, Value bytes, int64_t size) {
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
  };
  APInt number;
  if (matchPattern(bytes, m_ConstantInt(&number)))
    return constant((number.getZExtValue() + size - 1) / size);
  if (auto product = bytes.getDefiningOp<arith::MulIOp>())
    for (auto [count, factor] : {std::pair(product.getLhs(), product.getRhs()),
                                 std::pair(product.getRhs(), product.getLhs())})
      if (matchPattern(factor, m_ConstantInt(&number)) && number.getZExtValue() % size == 0) {
        uint64_t rest = number.getZExtValue() / size;
        return rest == 1 ? count : arith::MulIOp::create(builder, location, count, constant(rest));
      }
  if (auto shift = bytes.getDefiningOp<arith::ShLIOp>())
    if (matchPattern(shift.getRhs(), m_ConstantInt(&number)) && number.ult(32) &&
        (uint64_t(1) << number.getZExtValue()) % size == 0)
      return arith::MulIOp::create(builder, location, shift.getLhs(),
                                   constant((uint64_t(1) << number.getZExtValue()) / size));
  if (size == 1)
    return bytes;
  Value raised = arith::AddIOp::create(builder, location, bytes, constant(size - 1));
  return arith::DivUIOp::create(builder, location, raised, constant(size));
}

class TypeStorage : public costate::impl::TypeStorageBase<TypeStorage> {
public:
  void runOnOperation() override {
    typeStorages();
    // The type of a block that was moved is that of the one it came from.
    while (typeMoves(getOperation()))
      typeStorages();
    if (failed(checkMoves(getOperation())) || failed(checkAlignedBlocks(getOperation())))
      signalPassFailure();
  }

private:
  void typeStorages() {
    SmallVector<Operation *> storages;
    getOperation()->walk([&](Operation *op) {
      if (isa<cxx::AllocaOp, cxx::AllocOp>(op) && isUntyped(getPointee(op->getResult(0))))
        storages.push_back(op);
    });
    for (Operation *storage : storages) {
      StorageUse use(storage->getResult(0));
      Type type = use.getType();
      if (!type || cxx::getTypeSize(type) == 0)
        continue;
      if (auto local = dyn_cast<cxx::AllocaOp>(storage))
        typeLocal(local, type, use.getConversions());
      else
        typeHeap(cast<cxx::AllocOp>(storage), type, use.getConversions());
    }
  }

  void typeLocal(cxx::AllocaOp local, Type type, ArrayRef<cxx::CastOp> conversions) {
    if (cxx::getTypeSize(type) > cxx::getTypeSize(local.getElementType()))
      return;
    OpBuilder builder(local);
    auto typed =
        cxx::AllocaOp::create(builder, local.getLoc(), cxx::PtrType::get(type), local.getName(),
                              local.getZeroed(), alignmentFor(local, type));
    replace(local, typed, conversions);
  }

  static IntegerAttr alignmentFor(cxx::AllocaOp local, Type type) {
    bool isMore = local.getAlignment().value_or(0) > cxx::getTypeAlignment(type);
    return isMore ? local.getAlignmentAttr() : IntegerAttr();
  }

  void typeHeap(cxx::AllocOp heap, Type type, ArrayRef<cxx::CastOp> conversions) {
    // `new char[n]` is an array of characters, to be released as such.
    if (!isa<NoneType>(getPointee(heap.getAddress())))
      return;
    OpBuilder builder(heap);
    Value count = countObjects(builder, heap.getLoc(), heap.getCount(), cxx::getTypeSize(type));
    auto typed =
        cxx::AllocOp::create(builder, heap.getLoc(), cxx::PtrType::get(type), heap.getKind(), count,
                             heap.getZeroed(), heap.getAlignmentAttr());
    replace(heap, typed, conversions);
  }

  static void replace(Operation *storage, Value typed, ArrayRef<cxx::CastOp> conversions) {
    for (cxx::CastOp conversion : conversions) {
      conversion.getAddress().replaceAllUsesWith(typed);
      conversion.erase();
    }
    if (storage->hasAttr(cxx::attr::staticCopy))
      typed.getDefiningOp()->setAttr(cxx::attr::staticCopy, UnitAttr::get(storage->getContext()));
    OpBuilder builder(storage->getContext());
    builder.setInsertionPointAfter(storage);
    Value old = storage->getResult(0);
    if (!old.use_empty())
      old.replaceAllUsesWith(cxx::CastOp::create(builder, storage->getLoc(), old.getType(), typed));
    storage->erase();
  }
};

} // namespace
