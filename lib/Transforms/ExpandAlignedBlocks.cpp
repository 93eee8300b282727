// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks that a program aligned by hand, as it would have written them. Callers may release what
// the derivative allocates, and the other way round.

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace costate {
#define GEN_PASS_DEF_EXPANDALIGNEDBLOCKS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

class Expansion {
public:
  explicit Expansion(Operation *op) : builder(op), location(op->getLoc()) {}

  void expand(cxx::AllocOp op) {
    auto type = cast<cxx::PtrType>(op.getAddress().getType());
    auto bytes = cxx::PtrType::get(builder.getNoneType());
    Value count = op.getCount();
    if (!isa<NoneType>(type.getPointee()))
      count = arith::MulIOp::create(builder, location, count,
                                    constant(cxx::getTypeSize(type.getPointee())));
    int64_t alignment = *op.getAlignment();
    Value size = arith::AddIOp::create(builder, location, count, constant(alignment));
    auto kind = op.getZeroed() ? cxx::AllocKind::Calloc : cxx::AllocKind::Malloc;
    auto block = cxx::AllocOp::create(builder, location, bytes, kind, size, op.getZeroed());
    block->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    Value null = cxx::NullOp::create(builder, location, bytes);
    Value isNull = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::eq, block, null);
    auto branch = scf::IfOp::create(builder, location, type, isNull, /*withElseRegion=*/true);
    builder.setInsertionPointToStart(branch.thenBlock());
    scf::YieldOp::create(builder, location,
                         ValueRange{cxx::NullOp::create(builder, location, type)});
    builder.setInsertionPointToStart(branch.elseBlock());
    Value start = roundUp(block, null, alignment);
    cxx::StoreOp::create(builder, location, block, getFront(start));
    if (start.getType() != type)
      start = cxx::CastOp::create(builder, location, type, start);
    scf::YieldOp::create(builder, location, ValueRange{start});
    op.getAddress().replaceAllUsesWith(branch.getResult(0));
    op.erase();
  }

  void expand(cxx::DeallocOp op) {
    Value address = op.getAddress();
    Value null = cxx::NullOp::create(builder, location, address.getType());
    Value isBlock = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::ne, address, null);
    auto branch = scf::IfOp::create(builder, location, isBlock, /*withElseRegion=*/false);
    builder.setInsertionPointToStart(branch.thenBlock());
    auto bytes = cxx::PtrType::get(builder.getNoneType());
    Value block = cxx::LoadOp::create(builder, location, bytes, getFront(address));
    cxx::DeallocOp::create(builder, location, cxx::DeallocKind::Free, block);
    op.erase();
  }

private:
  Value constant(int64_t value) {
    return arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
  }

  Value roundUp(Value block, Value null, int64_t alignment) {
    Value address = cxx::PtrDiffOp::create(builder, location, builder.getI64Type(), block, null);
    Value excess = arith::AndIOp::create(builder, location, address, constant(alignment - 1));
    Value distance = arith::SubIOp::create(builder, location, constant(alignment), excess);
    auto bytes = cxx::PtrType::get(builder.getI8Type());
    Value begin = cxx::CastOp::create(builder, location, bytes, block);
    return cxx::OffsetOp::create(builder, location, begin, distance);
  }

  /// Where the address of the block stands.
  Value getFront(Value start) {
    auto bytes = cxx::PtrType::get(builder.getNoneType());
    auto place = cxx::PtrType::get(bytes);
    Value behind = cxx::CastOp::create(builder, location, place, start);
    return cxx::OffsetOp::create(builder, location, behind, constant(-1));
  }

  OpBuilder builder;
  Location location;
};

class ExpandAlignedBlocks : public costate::impl::ExpandAlignedBlocksBase<ExpandAlignedBlocks> {
public:
  void runOnOperation() override {
    SmallVector<Operation *> found;
    getOperation()->walk([&](Operation *op) {
      auto block = dyn_cast<cxx::AllocOp>(op);
      auto release = dyn_cast<cxx::DeallocOp>(op);
      if ((block && block.getKind() == cxx::AllocKind::AlignedMalloc) ||
          (release && release.getKind() == cxx::DeallocKind::AlignedFree))
        found.push_back(op);
    });
    for (Operation *op : found) {
      Expansion expansion(op);
      if (auto block = dyn_cast<cxx::AllocOp>(op))
        expansion.expand(block);
      else
        expansion.expand(cast<cxx::DeallocOp>(op));
    }
  }
};

} // namespace
