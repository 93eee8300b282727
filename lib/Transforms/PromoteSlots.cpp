// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Local scalars to values: SSA construction after Cytron et al. (1991) with pruned merge points,
// for all slots of a region in one walk of its dominator tree. Upstream's `mem2reg` walks the
// function once for every slot, which is quadratic where much has been inlined.

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/GenericIteratedDominanceFrontier.h"

namespace costate {
#define GEN_PASS_DEF_PROMOTESLOTS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

using BlockSet = SmallPtrSet<Block *, 8>;

/// A local scalar whose uses are all loads and stores in its own region.
struct Slot {
  explicit Slot(cxx::AllocaOp storage)
      : storage(storage), memory{storage.getAddress(), storage.getElementType()} {}

  cxx::AllocaOp storage;
  MemorySlot memory;
  /// What a load sees before any store; made when needed.
  Value initial;
  BlockSet definingBlocks;
  /// Blocks that load before they store.
  SmallVector<Block *> readingBlocks;
};

/// Promotes the slots of one region.
class RegionPromoter {
public:
  RegionPromoter(Region &region, ArrayRef<cxx::AllocaOp> locals, DominanceInfo &dominance)
      : region(region), dominance(dominance), builder(region.getContext()) {
    for (cxx::AllocaOp local : locals)
      if (isPromotable(local))
        slots.emplace_back(local);
  }

  void run();

private:
  bool isPromotable(cxx::AllocaOp local) const;
  void expandCopies(Slot &slot);
  void collectAccesses();
  void placeMergePoints();
  bool canMerge(ArrayRef<Block *> blocks) const;
  BlockSet findLiveBlocks(const Slot &slot) const;
  void renameRegion();
  void renameBlock(Block &block);
  void renameAccess(Operation &op, unsigned index);
  void passToSuccessors(Block &block);
  void define(unsigned index, Value value);
  Value getReaching(unsigned index);
  bool isPromoted(unsigned index) const { return !kept.contains(index); }

  Region &region;
  DominanceInfo &dominance;
  OpBuilder builder;
  const DataLayout dataLayout;
  SmallVector<Slot, 0> slots;
  /// Slots that have to stay, because an edge cannot hand on their value.
  llvm::DenseSet<unsigned> kept;
  /// The slot that an operation loads from, stores to or is.
  llvm::DenseMap<Operation *, unsigned> accesses;
  llvm::DenseMap<Block *, SmallVector<std::pair<unsigned, BlockArgument>, 4>> mergePoints;
  /// The value of each slot where the walk is; null: its initial value.
  SmallVector<Value> reaching;
  /// What `reaching` held before each definition on the path of the walk.
  SmallVector<std::pair<unsigned, Value>> undone;
};

} // namespace

bool RegionPromoter::isPromotable(cxx::AllocaOp local) const {
  SmallVector<MemorySlot> promotable = local.getPromotableSlots();
  if (promotable.empty())
    return false;
  return llvm::all_of(local.getAddress().getUsers(), [&](Operation *user) {
    auto access = dyn_cast<PromotableMemOpInterface>(user);
    if (!access || user->getParentRegion() != &region)
      return false;
    SmallPtrSet<OpOperand *, 4> uses;
    for (OpOperand &operand : user->getOpOperands())
      if (operand.get() == local.getAddress())
        uses.insert(&operand);
    SmallVector<OpOperand *> further;
    return access.canUsesBeRemoved(promotable.front(), uses, further, dataLayout) &&
           further.empty();
  });
}

/// A copy may be an access to two slots: it becomes a load and a store.
void RegionPromoter::expandCopies(Slot &slot) {
  llvm::SetVector<Operation *> users(slot.memory.ptr.user_begin(), slot.memory.ptr.user_end());
  for (Operation *user : users) {
    auto copy = dyn_cast<cxx::CopyOp>(user);
    if (!copy)
      continue;
    if (copy.getSource() != copy.getTarget()) {
      builder.setInsertionPoint(copy);
      Value value =
          cxx::LoadOp::create(builder, copy.getLoc(), slot.memory.elemType, copy.getSource());
      cxx::StoreOp::create(builder, copy.getLoc(), value, copy.getTarget());
    }
    copy.erase();
  }
}

/// Where the slots are defined and read, in one pass over the region.
void RegionPromoter::collectAccesses() {
  for (auto [index, slot] : llvm::enumerate(slots)) {
    accesses[slot.storage] = index;
    for (Operation *user : slot.memory.ptr.getUsers())
      accesses[user] = index;
  }
  for (Block &block : region) {
    llvm::DenseSet<unsigned> touched;
    for (Operation &op : block) {
      auto access = accesses.find(&op);
      if (access == accesses.end())
        continue;
      Slot &slot = slots[access->second];
      bool isFirst = touched.insert(access->second).second;
      if (!isa<cxx::LoadOp>(op))
        slot.definingBlocks.insert(&block);
      else if (isFirst)
        slot.readingBlocks.push_back(&block);
    }
  }
}

/// The blocks at whose start the value of the slot matters.
BlockSet RegionPromoter::findLiveBlocks(const Slot &slot) const {
  BlockSet live;
  SmallVector<Block *> pending(slot.readingBlocks);
  while (!pending.empty()) {
    Block *block = pending.pop_back_val();
    if (!live.insert(block).second)
      continue;
    for (Block *predecessor : block->getPredecessors())
      if (!slot.definingBlocks.contains(predecessor))
        pending.push_back(predecessor);
  }
  return live;
}

/// Whether every edge into the blocks can hand on a value.
bool RegionPromoter::canMerge(ArrayRef<Block *> blocks) const {
  return llvm::all_of(blocks, [&](Block *block) {
    return !block->isEntryBlock() && llvm::all_of(block->getPredecessors(), [](Block *source) {
      return isa<BranchOpInterface>(source->getTerminator());
    });
  });
}

/// Different values meet at the iterated dominance frontier of the definitions.
void RegionPromoter::placeMergePoints() {
  if (region.hasOneBlock())
    return;
  for (auto [index, slot] : llvm::enumerate(slots)) {
    if (slot.readingBlocks.empty())
      continue;
    BlockSet live = findLiveBlocks(slot);
    llvm::IDFCalculatorBase<Block, false> frontier(dominance.getDomTree(&region));
    frontier.setDefiningBlocks(slot.definingBlocks);
    frontier.setLiveInBlocks(live);
    SmallVector<Block *> blocks;
    frontier.calculate(blocks);
    if (!canMerge(blocks)) {
      kept.insert(index);
      continue;
    }
    for (Block *block : blocks) {
      BlockArgument argument = block->addArgument(slot.memory.elemType, slot.storage.getLoc());
      builder.setInsertionPointToStart(block);
      slot.storage.handleBlockArgument(slot.memory, argument, builder);
      mergePoints[block].push_back({index, argument});
    }
  }
}

void RegionPromoter::define(unsigned index, Value value) {
  undone.push_back({index, reaching[index]});
  reaching[index] = value;
}

Value RegionPromoter::getReaching(unsigned index) {
  if (reaching[index])
    return reaching[index];
  Slot &slot = slots[index];
  if (!slot.initial) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(slot.storage->getBlock());
    slot.initial = slot.storage.getDefaultValue(slot.memory, builder);
  }
  return slot.initial;
}

void RegionPromoter::renameAccess(Operation &op, unsigned index) {
  if (isa<cxx::AllocaOp>(op))
    return define(index, Value());
  if (auto load = dyn_cast<cxx::LoadOp>(op)) {
    load.getValue().replaceAllUsesWith(getReaching(index));
  } else {
    builder.setInsertionPointAfter(&op);
    auto store = cast<PromotableMemOpInterface>(op);
    define(index, store.getStored(slots[index].memory, builder, Value(), dataLayout));
  }
  op.erase();
}

void RegionPromoter::renameBlock(Block &block) {
  if (auto merged = mergePoints.find(&block); merged != mergePoints.end())
    for (auto [index, argument] : merged->second)
      define(index, argument);
  for (Operation &op : llvm::make_early_inc_range(block))
    if (auto access = accesses.find(&op); access != accesses.end() && isPromoted(access->second))
      renameAccess(op, access->second);
  passToSuccessors(block);
}

void RegionPromoter::passToSuccessors(Block &block) {
  for (auto [position, successor] : llvm::enumerate(block.getSuccessors())) {
    auto merged = mergePoints.find(successor);
    if (merged == mergePoints.end())
      continue;
    auto branch = cast<BranchOpInterface>(block.getTerminator());
    for (auto [index, argument] : merged->second)
      branch.getSuccessorOperands(position).append(getReaching(index));
  }
}

/// Walks the dominator tree: what is defined in a block reaches the blocks below it.
void RegionPromoter::renameRegion() {
  reaching.assign(slots.size(), Value());
  if (region.hasOneBlock())
    return renameBlock(region.front());

  using Node = DominanceInfoNode;
  struct Step {
    Node *node;
    /// The definitions that hold outside of the node, or nothing: it was not visited yet.
    std::optional<size_t> outside;
  };
  BlockSet visited;
  SmallVector<Step> path = {{dominance.getRootNode(&region), std::nullopt}};
  while (!path.empty()) {
    Step &step = path.back();
    if (step.outside) {
      while (undone.size() > *step.outside) {
        auto [index, value] = undone.pop_back_val();
        reaching[index] = value;
      }
      path.pop_back();
      continue;
    }
    step.outside = undone.size();
    Node *node = step.node;
    visited.insert(node->getBlock());
    renameBlock(*node->getBlock());
    for (Node *child : *node)
      path.push_back({child, std::nullopt});
  }
  // Blocks that are never reached must be well-formed, no more.
  for (Block &block : region) {
    if (visited.contains(&block))
      continue;
    reaching.assign(slots.size(), Value());
    renameBlock(block);
  }
}

void RegionPromoter::run() {
  if (slots.empty())
    return;
  for (Slot &slot : slots)
    expandCopies(slot);
  collectAccesses();
  placeMergePoints();
  renameRegion();
  for (auto [index, slot] : llvm::enumerate(slots))
    if (isPromoted(index))
      (void)slot.storage.handlePromotionComplete(slot.memory, slot.initial, builder);
}

namespace {

class PromoteSlots : public costate::impl::PromoteSlotsBase<PromoteSlots> {
public:
  void runOnOperation() override {
    llvm::MapVector<Region *, SmallVector<cxx::AllocaOp>> locals;
    getOperation().walk(
        [&](cxx::AllocaOp local) { locals[local->getParentRegion()].push_back(local); });
    DominanceInfo &dominance = getAnalysis<DominanceInfo>();
    for (auto &[region, found] : locals)
      RegionPromoter(*region, found, dominance).run();
    // Blocks stay as they are.
    markAnalysesPreserved<DominanceInfo>();
  }
};

} // namespace
