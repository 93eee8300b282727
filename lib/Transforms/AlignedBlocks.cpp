// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "AlignedBlocks.h"

#include "AddressNumbers.h"
#include "PointerPaths.h"
#include "costate/Analysis/PointsTo.h"
#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace costate;

/// What malloc aligns for.
static constexpr int64_t defaultAlignment = 16;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

static bool isByte(Type type) { return type.isInteger(8) || isa<NoneType>(type); }

/// The pointer in front of which an address of a pointer is, `((void **)p)[-1]` or
/// `*(void **)((char *)p - 8)`; null: the address is something else.
static Value findBehind(Value address) {
  if (!isa<cxx::PtrType>(getPointee(address)))
    return {};
  auto conversion = address.getDefiningOp<cxx::CastOp>();
  bool countsBytes = conversion && (isa<NoneType>(getPointee(conversion.getSource())) ||
                                    getPointee(conversion.getSource()).isInteger(8));
  auto offset = countsBytes ? conversion.getSource().getDefiningOp<cxx::OffsetOp>()
                            : address.getDefiningOp<cxx::OffsetOp>();
  if (!offset || getConstantIntValue(offset.getIndex()) != (countsBytes ? -8 : -1))
    return {};
  return stripCasts(offset.getBase());
}

/// The same where a block may begin: in an array of pointers, it is the one before.
static Value findBlockBehind(Value address) {
  Value pointer = findBehind(address);
  if (!pointer || isa<cxx::PtrType>(getPointee(pointer)))
    return {};
  bool isPlace = isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::AllocaOp, cxx::AddressOfOp>(
      pointer.getDefiningOp());
  return isPlace ? Value() : pointer;
}

namespace {

/// One call of `malloc` that may be such a block.
struct AlignedBlock {
  explicit AlignedBlock(cxx::AllocOp block) : block(block) {}

  cxx::AllocOp block;
  int64_t alignment = 0;
  SmallVector<cxx::NumberToPtrOp> starts;
  SmallVector<cxx::StoreOp> stores;
  SmallVector<cxx::PtrCmpOp> comparisons;

  /// Whether all uses of what `malloc` gave are those of the idiom.
  bool match() {
    return block.getKind() == cxx::AllocKind::Malloc && !block.getZeroed() &&
           isByte(getPointee(block.getAddress())) && followUses(block.getAddress()) &&
           !starts.empty() && !stores.empty() && llvm::all_of(stores, [&](cxx::StoreOp store) {
             return isStart(findBehind(store.getAddress()));
           });
  }

private:
  bool isStart(Value pointer) const {
    return pointer && llvm::is_contained(starts, pointer.getDefiningOp<cxx::NumberToPtrOp>());
  }

  bool followUses(Value pointer) {
    return llvm::all_of(pointer.getUses(), [&](OpOperand &use) {
      Operation *user = use.getOwner();
      if (isa<cxx::CastOp>(user))
        return followUses(user->getResult(0));
      if (auto comparison = dyn_cast<cxx::PtrCmpOp>(user)) {
        comparisons.push_back(comparison);
        Value other = comparison->getOperand(1 - use.getOperandNumber());
        return other.getDefiningOp<cxx::NullOp>() != nullptr;
      }
      if (auto store = dyn_cast<cxx::StoreOp>(user)) {
        stores.push_back(store);
        return use.getOperandNumber() == 0;
      }
      return isAddressNumber(user) && followNumber(user->getResult(0), State());
    });
  }

  /// What was done to the address: `(address + added) & -alignment) + behind`.
  struct State {
    int64_t added = 0, mask = 0, behind = 0;
  };

  bool followNumber(Value number, State state) {
    return llvm::all_of(number.getUsers(), [&](Operation *user) {
      if (auto start = dyn_cast<cxx::NumberToPtrOp>(user)) {
        starts.push_back(start);
        return isRoundedUp(state);
      }
      if (!isa<arith::AddIOp, arith::SubIOp, arith::AndIOp>(user) || user->getOperand(0) != number)
        return false;
      std::optional<int64_t> constant = getConstantIntValue(user->getOperand(1));
      if (!constant)
        return false;
      State next = state;
      if (isa<arith::AndIOp>(user)) {
        if (state.mask != 0)
          return false;
        next.mask = -*constant;
      } else {
        (state.mask == 0 ? next.added : next.behind) +=
            isa<arith::AddIOp>(user) ? *constant : -*constant;
      }
      return followNumber(user->getResult(0), next);
    });
  }

  /// Whether the result is the next multiple of the alignment, given what `malloc` aligns for.
  bool isRoundedUp(State state) {
    if (!llvm::isPowerOf2_64(state.mask) || state.mask < defaultAlignment ||
        (alignment != 0 && alignment != state.mask))
      return false;
    alignment = state.mask;
    int64_t distance = state.added + (state.behind == alignment ? alignment : 0);
    return (state.behind == 0 || state.behind == alignment) && distance >= alignment &&
           distance < alignment + defaultAlignment;
  }
};

} // namespace

static void eraseDeadUsers(Value value) {
  for (Operation *user : llvm::make_early_inc_range(value.getUsers())) {
    for (Value result : user->getResults())
      eraseDeadUsers(result);
    if (isPure(user) && user->use_empty())
      user->erase();
  }
}

static void replace(AlignedBlock &found) {
  OpBuilder builder(found.block);
  Location location = found.block.getLoc();
  Value space =
      arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(found.alignment));
  Value size = arith::SubIOp::create(builder, location, found.block.getCount(), space);
  Value storage = cxx::AllocOp::create(builder, location, cxx::PtrType::get(builder.getNoneType()),
                                       cxx::AllocKind::AlignedMalloc, size, /*zeroed=*/false,
                                       builder.getI64IntegerAttr(found.alignment));
  auto convert = [&](Type type) { return castTo(builder, location, storage, type); };
  for (cxx::StoreOp store : found.stores)
    store.erase();
  for (cxx::NumberToPtrOp start : found.starts) {
    start.getAddress().replaceAllUsesWith(convert(start.getType()));
    start.erase();
  }
  for (cxx::PtrCmpOp comparison : found.comparisons)
    for (OpOperand &operand : comparison->getOpOperands())
      if (stripCasts(operand.get()) == found.block.getAddress())
        operand.set(convert(operand.get().getType()));
  eraseDeadUsers(found.block.getAddress());
  found.block.erase();
}

/// `free(((void **)p)[-1])`
static void replaceRelease(cxx::DeallocOp release) {
  if (release.getKind() != cxx::DeallocKind::Free)
    return;
  auto load = stripCasts(release.getAddress()).getDefiningOp<cxx::LoadOp>();
  Value pointer = load ? findBlockBehind(load.getAddress()) : Value();
  if (!pointer)
    return;
  OpBuilder builder(release);
  cxx::DeallocOp::create(builder, release.getLoc(), cxx::DeallocKind::AlignedFree, pointer);
  SmallVector<Operation *> dead = {release};
  for (Value value = release.getAddress(); value != load.getValue();
       value = value.getDefiningOp()->getOperand(0))
    dead.push_back(value.getDefiningOp());
  dead.push_back(load);
  for (Operation *op : dead)
    if (op->use_empty())
      op->erase();
}

LogicalResult costate::findAlignedBlocks(ModuleOp module) {
  SmallVector<cxx::AllocOp> blocks;
  SmallVector<cxx::DeallocOp> releases;
  module.walk([&](Operation *op) {
    if (auto block = dyn_cast<cxx::AllocOp>(op))
      blocks.push_back(block);
    if (auto release = dyn_cast<cxx::DeallocOp>(op))
      releases.push_back(release);
  });
  bool foundAny = false;
  for (cxx::DeallocOp release : releases)
    foundAny |= release.getKind() == cxx::DeallocKind::AlignedFree;
  for (cxx::AllocOp block : blocks) {
    AlignedBlock aligned(block);
    foundAny |= block.getKind() == cxx::AllocKind::AlignedMalloc;
    if (!aligned.match())
      continue;
    replace(aligned);
    foundAny = true;
  }
  if (!foundAny)
    return success();
  for (cxx::DeallocOp release : releases)
    replaceRelease(release);
  WalkResult others = module.walk([&](cxx::LoadOp load) {
    if (!findBlockBehind(load.getAddress()))
      return WalkResult::advance();
    emitRefusal(load.getLoc(), "unsupported-allocation",
                "the address in front of a block that was aligned by hand may only serve to "
                "release it");
    return WalkResult::interrupt();
  });
  return failure(others.wasInterrupted());
}

/// A pointer that may lead to several blocks is released when it leads to one of the right kind.
static LogicalResult checkRelease(cxx::DeallocOp release, const PointsTo &pointsTo) {
  bool isAligned = release.getKind() == cxx::DeallocKind::AlignedFree;
  cxx::AllocOp other;
  for (ObjectId id : pointsTo.getTargets(release.getAddress())) {
    const MemoryObject &object = pointsTo.getObjects()[id];
    if (object.kind != MemoryObject::Kind::Heap)
      return success();
    other = cast<cxx::AllocOp>(object.site);
    if ((other.getKind() == cxx::AllocKind::AlignedMalloc) == isAligned)
      return success();
  }
  if (!other)
    return success();
  InFlightDiagnostic refusal = emitRefusal(
      release.getLoc(), "unsupported-allocation",
      isAligned ? "a block is released by the address in front of it, which was not put "
                  "there as blocks are aligned by hand"
                : "a block that was aligned by hand is not released by the address in "
                  "front of it");
  refusal.attachNote(other.getLoc()) << "allocated here";
  return failure();
}

LogicalResult costate::checkAlignedBlocks(func::FuncOp function) {
  bool hasAny = function
                    .walk([&](Operation *op) {
                      auto block = dyn_cast<cxx::AllocOp>(op);
                      auto release = dyn_cast<cxx::DeallocOp>(op);
                      bool isOne = (block && block.getKind() == cxx::AllocKind::AlignedMalloc) ||
                                   (release && release.getKind() == cxx::DeallocKind::AlignedFree);
                      return isOne ? WalkResult::interrupt() : WalkResult::advance();
                    })
                    .wasInterrupted();
  if (!hasAny)
    return success();
  PointsTo pointsTo(function);
  WalkResult walk = function.walk([&](cxx::DeallocOp release) {
    return failed(checkRelease(release, pointsTo)) ? WalkResult::interrupt()
                                                   : WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}
