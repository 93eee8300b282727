// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "TapeLayout.h"
#include "SharedTapes.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

/// Tapes of at most that many elements, known at compile time, are local arrays.
static constexpr int64_t maximalLocalTape = 1024;

static bool isLoop(Operation *op) { return isa<scf::ForOp, scf::WhileOp>(op); }

/// The ancestor of an operation that stands in the function's own block.
static Operation *getRootAncestor(Operation *op) {
  while (!isa<func::FuncOp>(op->getParentOp()))
    op = op->getParentOp();
  return op;
}

/// The place alone: indices are not named after the values that they lead to.
static Location withoutName(Location location) {
  auto name = dyn_cast<NameLoc>(location);
  return name ? withoutName(name.getChildLoc()) : location;
}

/// The name of what keeps values of a variable.
static std::string nameFor(StringRef prefix, Location location) {
  StringRef variable = findVariableName(location);
  return variable.empty() ? prefix.str() : (prefix + "_" + variable).str();
}

TapeLayout::Nest TapeLayout::getNest(Operation *primal) {
  Nest nest;
  nest.outermost = forward.getCopy(getRootAncestor(primal));
  for (Operation *op = primal->getParentOp(); !isa<func::FuncOp>(op); op = op->getParentOp())
    if (isLoop(op))
      nest.loops.insert(nest.loops.begin(), op);
  for (Operation *loop : nest.loops) {
    auto counted = dyn_cast<scf::ForOp>(loop);
    Value bound = counted ? boundTripCount(counted) : Value();
    if (!bound) {
      nest.bounds.clear();
      return nest;
    }
    nest.bounds.push_back(bound);
  }
  return nest;
}

Value TapeLayout::boundTripCount(scf::ForOp primalLoop) {
  auto [entry, isNew] = tripBounds.try_emplace(primalLoop, Value());
  if (!isNew)
    return entry->second;
  OpBuilder builder(forward.getCopy(getRootAncestor(primalLoop)));
  Value bound = emitBound(builder, primalLoop.getUpperBound(), /*upper=*/true);
  return tripBounds[primalLoop] = bound;
}

static bool isCounterOrRoot(Value primal) {
  return isa<func::FuncOp>(primal.getParentRegion()->getParentOp()) ||
         isa_and_nonnull<arith::ConstantOp, cxx::InductionOp>(primal.getDefiningOp());
}

static bool neverWraps(arith::IntegerOverflowFlags flags) {
  return arith::bitEnumContainsAny(flags, arith::IntegerOverflowFlags::nsw);
}

/// A bound, known at the root, of a primal integer value. Null if the value is not monotone in the
/// iteration numbers of the loops around it, or depends on memory.
Value TapeLayout::emitBound(OpBuilder &builder, Value primal, bool upper) {
  if (isa<func::FuncOp>(primal.getParentRegion()->getParentOp())) {
    // A value of the root block that is computed after the loop nest cannot bound it.
    Value copy = forward.getCopy(primal);
    if (Operation *def = copy.getDefiningOp())
      if (builder.getInsertionPoint() != builder.getBlock()->end() &&
          !def->isBeforeInBlock(&*builder.getInsertionPoint()))
        return {};
    return copy;
  }
  Operation *op = primal.getDefiningOp();
  if (!op) {
    auto loop = dyn_cast<scf::ForOp>(primal.getParentRegion()->getParentOp());
    if (!loop || primal != loop.getInductionVar())
      return {};
    if (!upper)
      return emitIndex(builder, primal.getLoc(), 0);
    Value trips = boundTripCount(loop);
    if (!trips)
      return {};
    return subtractIndices(builder, primal.getLoc(), trips, emitIndex(builder, primal.getLoc(), 1));
  }
  auto bound = [&](Value operand, bool up) { return emitBound(builder, operand, up); };
  Location location = op->getLoc();
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<arith::ConstantOp>(
          [&](Operation *constant) { return builder.clone(*constant)->getResult(0); })
      .Case([&](arith::ExtSIOp extend) -> Value {
        Value in = bound(extend.getIn(), upper);
        return in ? arith::ExtSIOp::create(builder, location, extend.getType(), in) : Value();
      })
      // Only sums that never wrap are monotone: `i - 2` of an unsigned i is not.
      .Case([&](arith::AddIOp add) -> Value {
        if (!neverWraps(add.getOverflowFlags()))
          return {};
        Value lhs = bound(add.getLhs(), upper), rhs = bound(add.getRhs(), upper);
        return lhs && rhs ? addIndices(builder, location, lhs, rhs) : Value();
      })
      .Case([&](arith::SubIOp sub) -> Value {
        if (!neverWraps(sub.getOverflowFlags()))
          return {};
        Value lhs = bound(sub.getLhs(), upper), rhs = bound(sub.getRhs(), !upper);
        return lhs && rhs ? subtractIndices(builder, location, lhs, rhs) : Value();
      })
      .Case([&](cxx::InductionOp induction) -> Value {
        bool growing = static_cast<int64_t>(induction.getStep()) > 0;
        Value lower = bound(induction.getLower(), upper);
        Value at = bound(induction.getIteration(), growing ? upper : !upper);
        return lower && at
                   ? cxx::InductionOp::create(builder, location, lower, at, induction.getStep())
                   : Value();
      })
      .Case([&](cxx::TripCountOp trips) -> Value {
        using P = cxx::LoopPredicate;
        P predicate = trips.getPredicate();
        if (!upper || predicate == P::ne || trips.getStep() == 0)
          return {};
        // Unsigned comparisons order what a sum may make negative where a branch keeps the loop
        // from running: then only counters and values of the root are trusted.
        bool isUnsigned = predicate == P::ult || predicate == P::ule || predicate == P::ugt ||
                          predicate == P::uge;
        if (isUnsigned && !(isCounterOrRoot(trips.getLower()) && isCounterOrRoot(trips.getUpper())))
          return {};
        bool growing = static_cast<int64_t>(trips.getStep()) > 0;
        Value lower = bound(trips.getLower(), !growing);
        Value limit = bound(trips.getUpper(), growing);
        if (!lower || !limit)
          return {};
        return cxx::TripCountOp::create(builder, location, predicate, lower, limit,
                                        trips.getStep());
      })
      .Default([](Operation *) { return Value(); });
}

Value TapeLayout::emitLinearIndex(OpBuilder &builder, Location location, const Nest &nest,
                                  llvm::function_ref<Value(Operation *)> iteration) {
  if (nest.loops.empty())
    return emitIndex(builder, location, 0);
  location = withoutName(location);
  Value index = iteration(nest.loops.front());
  for (unsigned i = 1; i < nest.loops.size(); ++i) {
    Value scaled = multiplyIndices(builder, location, index, nest.bounds[i]);
    index = addIndices(builder, location, scaled, iteration(nest.loops[i]));
  }
  return index;
}

Value TapeLayout::allocate(const Nest &nest, Type element, Value extraCount, Location location) {
  OpBuilder builder(nest.outermost);
  int64_t constantCount = 1;
  bool isConstant = true;
  Value count = extraCount;
  auto multiply = [&](Value factor) {
    APInt constant;
    if (isConstant && matchPattern(factor, m_ConstantInt(&constant)) &&
        constant.ule(maximalLocalTape) && constantCount <= maximalLocalTape)
      constantCount *= constant.getSExtValue();
    else
      isConstant = false;
  };
  if (extraCount)
    multiply(extraCount);
  Location place = withoutName(location);
  for (Value bound : nest.bounds) {
    multiply(bound);
    count = count ? multiplyIndices(builder, place, count, bound) : bound;
  }
  if (isConstant && constantCount <= maximalLocalTape) {
    auto array = cxx::ArrayType::get(std::max<int64_t>(constantCount, 1), element);
    OpBuilder entry = OpBuilder::atBlockBegin(nest.outermost->getBlock());
    Value local = cxx::AllocaOp::create(entry, location, cxx::PtrType::get(array),
                                        nameFor("saved", location), false);
    return cxx::ElementOp::create(builder, location, cxx::PtrType::get(element), local,
                                  emitIndex(builder, location, 0));
  }
  auto heap = cxx::AllocOp::create(
      builder, NameLoc::get(builder.getStringAttr(nameFor("saved", location)), location),
      cxx::PtrType::get(element), cxx::AllocKind::NewArray, count, /*zeroed=*/false);
  heap->setAttr("ad.checked", builder.getUnitAttr());
  // A copy outside of loops is filled right here, before a merged allocation would stand.
  (nest.loops.empty() ? singleTapes : heapTapes).push_back(heap);
  return heap;
}

static OpBuilder afterDefinition(Value value) {
  OpBuilder builder(value.getContext());
  if (Operation *op = value.getDefiningOp())
    builder.setInsertionPointAfter(op);
  else
    builder.setInsertionPointToStart(cast<BlockArgument>(value).getOwner());
  return builder;
}

/// Pushed at the end of the block, popped in the prologue of its reversal, in the opposite order:
/// in between lies what the calls and regions inside of the block push.
Value TapeLayout::pushAndPop(Value value, Block &function, Frame &frame) {
  Value tape = getSharedTape(function, value.getType());
  Block *block = value.getParentBlock();
  if (ad::TapePushOp &push = pushes[{block, tape}]) {
    push.prepend(value);
  } else {
    OpBuilder recorder(block->getTerminator());
    push = ad::TapePushOp::create(recorder, value.getLoc(), tape, value);
  }
  return frame.inPrologue([&](OpBuilder &b) {
    return ad::TapePopOp::create(b, value.getLoc(), value.getType(), tape).getResult();
  });
}

/// Pointers have a tape for each value: whoever differentiates or prints this function wants to
/// know where each of them can lead.
Value TapeLayout::recordPointer(Value value, const Nest &nest, Frame &frame) {
  Location location = value.getLoc();
  Type type = value.getType();
  OpBuilder before(nest.outermost);
  Value tape = ad::TapeCreateOp::create(
      before, location, ad::TapeType::get(type.getContext(), type), nameFor("saved", location));
  pointerTapes.push_back(tape);
  OpBuilder recorder = afterDefinition(value);
  ad::TapePushOp::create(recorder, location, tape, value);
  return frame.inPrologue(
      [&](OpBuilder &b) { return ad::TapePopOp::create(b, location, type, tape).getResult(); });
}

Value TapeLayout::recordAndFetch(Value value, Region *region, Frame &frame) {
  if (sharedTapes)
    return pushAndPop(value, *sharedTapes, frame);
  Location location = value.getLoc();
  Type type = value.getType();
  // The block's terminator stands for every value that the region defines.
  Nest nest = getNest(region->front().getTerminator());
  OpBuilder recorder = afterDefinition(value);

  if (nest.loops.empty()) {
    // In a branch outside of loops: one local variable.
    OpBuilder entry = OpBuilder::atBlockBegin(nest.outermost->getBlock());
    Value slot = cxx::AllocaOp::create(entry, location, cxx::PtrType::get(type),
                                       nameFor("saved", location), false);
    cxx::StoreOp::create(recorder, location, value, slot);
    return frame.inPrologue(
        [&](OpBuilder &b) { return cxx::LoadOp::create(b, location, type, slot).getResult(); });
  }

  if (nest.bounds.empty())
    return isa<cxx::PtrType>(type) ? recordPointer(value, nest, frame)
                                   : pushAndPop(value, *nest.outermost->getBlock(), frame);

  Value base = allocate(nest, type, Value(), location);
  Value index = emitLinearIndex(recorder, location, nest, [&](Operation *loop) {
    return forward.getCopy(cast<scf::ForOp>(loop).getInductionVar());
  });
  Value slot = cxx::OffsetOp::create(recorder, withoutName(location), base, index);
  cxx::StoreOp::create(recorder, location, value, slot);
  return frame.inPrologue([&](OpBuilder &b) {
    Value reverseIndex = emitLinearIndex(b, location, nest, [&](Operation *loop) {
      Frame *at = &frame;
      while (at->primal->getParentOp() != loop)
        at = at->parent;
      return at->iteration;
    });
    Value address = cxx::OffsetOp::create(b, withoutName(location), base, reverseIndex);
    return cxx::LoadOp::create(b, location, type, address).getResult();
  });
}

bool TapeLayout::canRecordRange(Operation *loop) {
  if (sharedTapes)
    return false;
  Nest nest = getNest(loop);
  return nest.loops.size() == nest.bounds.size();
}

Value TapeLayout::recordRange(Operation *before, Value base, Value count, Frame &frame) {
  Location location = base.getLoc();
  Nest nest = getNest(before);
  Type element = cast<cxx::PtrType>(base.getType()).getPointee();
  Value storage = allocate(nest, element, count, location);
  auto address = [&](OpBuilder &b, llvm::function_ref<Value(Operation *)> iteration) -> Value {
    Value index = emitLinearIndex(b, location, nest, iteration);
    Value start = multiplyIndices(b, withoutName(location), index, count);
    return cxx::OffsetOp::create(b, withoutName(location), storage, start);
  };
  OpBuilder recorder(forward.getCopy(before));
  Value slot = address(recorder, [&](Operation *loop) {
    return forward.getCopy(cast<scf::ForOp>(loop).getInductionVar());
  });
  cxx::CopyNOp::create(recorder, location, slot, base, count, /*overlapping=*/false);
  return frame.inPrologue([&](OpBuilder &b) {
    return address(b, [&](Operation *loop) {
      Frame *at = &frame;
      while (at->primal->getParentOp() != loop)
        at = at->parent;
      return at->iteration;
    });
  });
}

/// In front of each throw or other exit that can find `tape` alive.
static void releaseBeforeExits(ArrayRef<Operation *> exits, Value tape,
                               llvm::function_ref<void(OpBuilder &)> release) {
  for (Operation *exit : exits) {
    Block *root = tape.getParentBlock();
    Operation *ancestor = root->findAncestorOpInBlock(*exit);
    if (!ancestor || !tape.getDefiningOp()->isBeforeInBlock(ancestor))
      continue;
    OpBuilder before(exit);
    release(before);
  }
}

void TapeLayout::finish(OpBuilder &builder) {
  SmallVector<Operation *> exits;
  builder.getInsertionBlock()->walk([&](Operation *op) {
    if (cxx::isExit(op))
      exits.push_back(op);
  });
  auto releaseArray = [&](Location location, Value tape) {
    auto release = [&](OpBuilder &at) {
      cxx::DeallocOp::create(at, location, cxx::DeallocKind::DeleteArray, tape);
    };
    releaseBeforeExits(exits, tape, release);
    release(builder);
  };
  // One allocation per loop nest and element type: nests are told apart by the operation that
  // follows their allocations.
  auto nextStructured = [](Operation *op) {
    while (op && op->getNumRegions() == 0)
      op = op->getNextNode();
    return op;
  };
  llvm::MapVector<std::pair<Operation *, Type>, SmallVector<cxx::AllocOp>> groups;
  for (Operation *op : heapTapes) {
    auto heap = cast<cxx::AllocOp>(op);
    groups[{nextStructured(op), heap.getType()}].push_back(heap);
  }
  for (auto &[key, members] : groups) {
    OpBuilder before(key.first);
    Location location = NameLoc::get(before.getStringAttr("tape"), members.front().getLoc());
    Value total = members.front().getCount();
    SmallVector<Value> starts = {Value()};
    for (cxx::AllocOp member : ArrayRef(members).drop_front()) {
      starts.push_back(total);
      total = addIndices(before, withoutName(location), total, member.getCount());
    }
    Value merged = members.front().getAddress();
    if (members.size() > 1) {
      auto heap = cxx::AllocOp::create(before, location, key.second, cxx::AllocKind::NewArray,
                                       total, /*zeroed=*/false);
      heap->setAttr("ad.checked", before.getUnitAttr());
      merged = heap;
      for (auto [member, start] : llvm::zip_equal(members, starts)) {
        Value part = start
                         ? cxx::OffsetOp::create(before, member.getLoc(), merged, start).getResult()
                         : merged;
        member.getAddress().replaceAllUsesWith(part);
        member.erase();
      }
    }
    releaseArray(location, merged);
  }
  for (Operation *op : singleTapes)
    releaseArray(op->getLoc(), cast<cxx::AllocOp>(op).getAddress());
  for (Value tape : pointerTapes) {
    auto release = [&](OpBuilder &at) { ad::TapeDestroyOp::create(at, tape.getLoc(), tape); };
    releaseBeforeExits(exits, tape, release);
    release(builder);
  }
}
