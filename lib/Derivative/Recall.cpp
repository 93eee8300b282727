// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Recall.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace costate;

/// Recomputing a floating-point value may take at most that many operations.
static constexpr unsigned maximalCost = 8;
/// Objects of at most that many elements are copied whole without a look at the loop that reads
/// them.
static constexpr int64_t smallObject = 16;

static bool isRootRegion(Region *region) { return isa<func::FuncOp>(region->getParentOp()); }

static bool isAddressPath(Operation *op) {
  return isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(op);
}

bool costate::isCheapExact(Operation *op) {
  if (isAddressPath(op) ||
      isa<cxx::NullOp, cxx::AddressOfOp, cxx::CodeAddressOp, cxx::CodeEqualOp, cxx::TripCountOp,
          cxx::InductionOp, cxx::PtrCmpOp, cxx::PtrDiffOp, arith::ConstantOp, arith::CmpIOp,
          arith::SelectOp, ub::PoisonOp, ad::StopGradientOp, ad::GateOp>(op))
    return true;
  return isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::AndIOp, arith::OrIOp,
             arith::XOrIOp, arith::ShLIOp, arith::ShRSIOp, arith::ShRUIOp, arith::ExtSIOp,
             arith::ExtUIOp, arith::TruncIOp, arith::IndexCastOp, arith::IndexCastUIOp,
             arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp, arith::MinSIOp,
             arith::MaxSIOp, arith::MinUIOp, arith::MaxUIOp>(op);
}

/// Floating-point operations that are cheaper than a load and a store.
static bool isCheapFloat(Operation *op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::NegFOp, arith::CmpFOp,
             arith::SIToFPOp, arith::UIToFPOp, arith::ExtFOp, arith::TruncFOp, math::AbsFOp,
             math::FmaOp, cxx::MulAddOp, ad::AbsorbZeroOp>(op);
}

Frame &Recall::frameOf(Frame &frame, Region *region) {
  Frame *at = &frame;
  while (at->primal != region) {
    at = at->parent;
    assert(at && "the value is not visible from the region being reversed");
  }
  return *at;
}

const Recall::Plan &Recall::plan(Value value) {
  auto found = plans.find(value);
  if (found != plans.end())
    return found->second;
  Plan made = makePlan(value);
  if (made.source == Source::Tape) {
    made.recorded.clear();
    made.recorded.insert(value);
    made.cost = 0;
  }
  return plans[value] = made;
}

Recall::Plan Recall::planOperands(Operation *op) {
  Plan result;
  result.source = Source::Recompute;
  for (Value operand : op->getOperands()) {
    const Plan &part = plan(operand);
    result.recorded.insert(part.recorded.begin(), part.recorded.end());
    result.cost += part.cost;
  }
  return result;
}

Recall::Plan Recall::makePlan(Value value) {
  Plan atHand;
  atHand.source = Source::AtHand;
  if (isRootRegion(value.getParentRegion()))
    return atHand;
  Operation *op = value.getDefiningOp();
  if (!op) {
    auto loop = dyn_cast<scf::ForOp>(value.getParentRegion()->getParentOp());
    return loop && value == loop.getInductionVar() ? atHand : Plan();
  }
  if (op->getNumRegions() != 0)
    return Plan();
  if (isa<cxx::LoadOp>(op))
    return planLoad(op);
  if (isCheapExact(op)) {
    Plan made = planOperands(op);
    // Addresses are rebuilt in any case: the shadow needs the same indices.
    if (!isAddressPath(op) && made.recorded.size() > 1)
      return Plan();
    if (isa<FloatType>(value.getType()) && made.cost > maximalCost)
      return Plan();
    return made;
  }
  if (isCheapFloat(op)) {
    Plan made = planOperands(op);
    ++made.cost;
    return made.recorded.size() > 1 || made.cost > maximalCost ? Plan() : made;
  }
  return Plan();
}

Recall::Plan Recall::planLoad(Operation *op) {
  auto load = cast<cxx::LoadOp>(op);
  Plan address = plan(load.getAddress());
  if (address.recorded.size() <= 1 && aliasing.isUnchangedAfter(op, load.getAddress())) {
    address.source = Source::Reload;
    return address;
  }
  if (findCopyPoint(op)) {
    Plan made;
    made.source = Source::ReloadCopy;
    for (Value walk = load.getAddress(); Operation *path = walk.getDefiningOp();) {
      if (!isAddressPath(path))
        break;
      for (Value index : path->getOperands().drop_front()) {
        const Plan &part = plan(index);
        made.recorded.insert(part.recorded.begin(), part.recorded.end());
      }
      walk = path->getOperand(0);
    }
    if (made.recorded.empty())
      return made;
  }
  return Plan();
}

/// The start of an address path, if every step of it can be repeated on a copy of the object.
static Value findObjectStart(Value address) {
  while (Operation *path = address.getDefiningOp()) {
    if (!isAddressPath(path) || isa<cxx::CastOp>(path))
      break;
    address = path->getOperand(0);
  }
  return address;
}

static Value stripExtension(Value value) {
  while (auto extend = value.getDefiningOp<arith::ExtSIOp>())
    value = extend.getIn();
  return value;
}

/// Whether the loop nest below `loop` reads a whole range [0, count) of single elements: the index
/// is the induction variable of a loop inside (or `loop` itself) that runs from a small constant to
/// `count`.
static bool readsWholeRange(Value address, Value count, Operation *loop) {
  auto offset = address.getDefiningOp<cxx::OffsetOp>();
  if (!offset)
    return false;
  Value index = stripExtension(offset.getIndex());
  Value iteration = index;
  if (auto induction = index.getDefiningOp<cxx::InductionOp>())
    iteration = induction.getIteration();
  auto argument = dyn_cast<BlockArgument>(iteration);
  if (!argument)
    return false;
  auto reader = dyn_cast<scf::ForOp>(argument.getOwner()->getParentOp());
  if (!reader || iteration != reader.getInductionVar() || !loop->isAncestor(reader))
    return false;
  auto trips = reader.getUpperBound().getDefiningOp<cxx::TripCountOp>();
  return trips && stripExtension(trips.getUpper()) == stripExtension(count);
}

Operation *Recall::findCopyPoint(Operation *op) {
  auto [entry, isNew] = copyPoints.try_emplace(op, nullptr);
  if (!isNew)
    return entry->second;
  auto load = cast<cxx::LoadOp>(op);
  Value start = findObjectStart(load.getAddress());
  const ObjectSet &targets = pointsTo.getTargets(start);
  if (!isRootRegion(start.getParentRegion()) || targets.size() != 1)
    return nullptr;
  Operation *site = start.getDefiningOp();
  if (!site || !isa<cxx::AllocaOp, cxx::AllocOp>(site))
    return nullptr;
  // The outermost loop around the load, inside the outermost one, that does not change the object.
  SmallVector<Operation *> writers = aliasing.getWriters(load.getAddress());
  Operation *point = nullptr;
  for (Operation *parent = op->getParentOp(); !isa<func::FuncOp>(parent);
       parent = parent->getParentOp()) {
    if (llvm::any_of(writers, [&](Operation *writer) { return parent->isAncestor(writer); }))
      break;
    if (isa<scf::ForOp>(parent))
      point = parent;
  }
  if (!point || !tape.canRecordRange(point))
    return nullptr;
  bool worthwhile = false;
  if (auto local = dyn_cast<cxx::AllocaOp>(site)) {
    auto array = dyn_cast<cxx::ArrayType>(local.getElementType());
    worthwhile = array && isa<FloatType>(array.getElementType()) &&
                 array.getSize() <= static_cast<uint64_t>(smallObject);
  } else {
    auto heap = cast<cxx::AllocOp>(site);
    worthwhile = isa<FloatType>(heap.getAddress().getType().getPointee()) &&
                 readsWholeRange(load.getAddress(), heap.getCount(), point);
  }
  return copyPoints[op] = worthwhile ? point : nullptr;
}

Value Recall::loadFromCopy(Frame &frame, Operation *op) {
  auto load = cast<cxx::LoadOp>(op);
  Operation *point = findCopyPoint(op);
  Frame &outer = frameOf(frame, point->getParentRegion());
  Value start = findObjectStart(load.getAddress());
  ObjectId object = pointsTo.getTargets(start).front();
  Value &copy = copies[{&outer, {point, object}}];
  if (!copy) {
    Value count;
    if (auto heap = start.getDefiningOp<cxx::AllocOp>())
      count = forward.getCopy(heap.getCount());
    else {
      OpBuilder entry = OpBuilder::atBlockBegin(forward.getCopy(start).getParentBlock());
      count = emitIndex(entry, op->getLoc(), 1);
    }
    copy = tape.recordRange(point, forward.getCopy(start), count, outer);
  }
  // Repeat the address path on the copy.
  SmallVector<Operation *> path;
  for (Value walk = load.getAddress(); walk != start; walk = path.back()->getOperand(0))
    path.push_back(walk.getDefiningOp());
  SmallVector<SmallVector<Value>> indices;
  for (Operation *step : path) {
    indices.emplace_back();
    for (Value index : step->getOperands().drop_front())
      indices.back().push_back(primal(frame, index));
  }
  Value base = copy;
  return frame.inPrologue([&](OpBuilder &b) -> Value {
    Value address = base;
    for (auto [step, operands] : llvm::zip_equal(llvm::reverse(path), llvm::reverse(indices))) {
      IRMapping mapping;
      mapping.map(step->getOperand(0), address);
      for (auto [index, value] : llvm::zip_equal(step->getOperands().drop_front(), operands))
        mapping.map(index, value);
      address = b.clone(*step, mapping)->getResult(0);
    }
    return cxx::LoadOp::create(b, op->getLoc(), load.getType(), address);
  });
}

Value Recall::primal(Frame &frame, Value value) {
  Frame &home = frameOf(frame, value.getParentRegion());
  if (home.isRoot())
    return forward.getCopy(value);
  if (Value known = home.primals.lookup(value))
    return known;
  const Plan made = plan(value);
  Value result;
  switch (made.source) {
  case Source::AtHand:
    result = home.iteration;
    break;
  case Source::ReloadCopy:
    result = loadFromCopy(home, value.getDefiningOp());
    break;
  case Source::Recompute:
  case Source::Reload: {
    Operation *op = value.getDefiningOp();
    IRMapping mapping;
    for (Value operand : op->getOperands())
      mapping.map(operand, primal(home, operand));
    result = home.inPrologue([&](OpBuilder &b) { return b.clone(*op, mapping)->getResult(0); });
    break;
  }
  case Source::Tape:
    result = tape.recordAndFetch(forward.getCopy(value), value.getParentRegion(), home);
    break;
  }
  return home.primals[value] = result;
}

/// The shadow of a block that exists in the reverse sweep only.
Value Recall::allocateShadow(Frame &home, Value pointer) {
  auto alloc = pointer.getDefiningOp<cxx::AllocOp>();
  Value count = primal(home, alloc.getCount());
  return home.inPrologue([&](OpBuilder &b) -> Value {
    return createShadowStorage(b, withSuffix(alloc.getLoc(), "_bar"), pointer.getType(), count);
  });
}

Value Recall::companion(Frame &frame, Value pointer) {
  Frame &home = frameOf(frame, pointer.getParentRegion());
  if (Value known = home.companions.lookup(pointer))
    return known;
  bool isReverseOnly = placement.isReverseOnly(pointer);
  if (home.isRoot() && !isReverseOnly)
    return forward.getCompanion(pointer, pointer.getLoc());
  Operation *op = pointer.getDefiningOp();
  auto rebuild = [&](Value replaced) {
    IRMapping mapping;
    for (Value operand : op->getOperands())
      if (operand != replaced)
        mapping.map(operand, primal(home, operand));
    Value base = companion(home, replaced);
    mapping.map(replaced, base);
    bool keepsNull = isAddressPath(op) && !isa<cxx::CastOp>(op) && forward.mayLackShadow(replaced);
    return home.inPrologue([&](OpBuilder &b) -> Value {
      Operation *clone = b.clone(*op, mapping);
      clone->setLoc(withSuffix(op->getLoc(), "_bar"));
      Value path = clone->getResult(0);
      return keepsNull ? keepNull(b, clone->getLoc(), base, path) : path;
    });
  };
  Value shadow;
  if (op && isAddressPath(op)) {
    shadow = rebuild(op->getOperand(0));
  } else if (isReverseOnly) {
    shadow = allocateShadow(home, pointer);
  } else if (!forward.hasCompanion(pointer)) {
    shadow = home.inPrologue([&](OpBuilder &b) {
      return cxx::NullOp::create(b, pointer.getLoc(), pointer.getType()).getResult();
    });
  } else if (auto load = dyn_cast_or_null<cxx::LoadOp>(op);
             load && plan(pointer).source == Source::Reload &&
             !forward.mayLackShadow(load.getAddress()) &&
             !forward.mayLoseShadow(load.getAddress())) {
    shadow = rebuild(load.getAddress());
  } else {
    shadow = tape.recordAndFetch(forward.getCompanion(pointer, pointer.getLoc()),
                                 pointer.getParentRegion(), home);
  }
  return home.companions[pointer] = shadow;
}

Value Recall::recorded(Frame &frame, Value value, Region *region) {
  Frame &home = frameOf(frame, region);
  return home.isRoot() ? value : tape.recordAndFetch(value, region, home);
}

Value Recall::tripCount(Frame &frame, scf::WhileOp loop) {
  Frame &home = frameOf(frame, loop->getParentRegion());
  if (home.isRoot())
    return forward.getTripCount(loop);
  Value &known = home.tripCounts[loop];
  if (!known)
    known = tape.recordAndFetch(forward.getTripCount(loop), loop->getParentRegion(), home);
  return known;
}
