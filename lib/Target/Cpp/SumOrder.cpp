// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SumOrder.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseMap.h"

using namespace mlir;
using namespace costate;

/// The most iterations of a loop that GCC may unroll completely.
static constexpr int64_t unrolledTrips = 64;

/// How often an iteration of the loop around runs the body of a loop that may be unrolled: once, or
/// more than once. 0: it stays a loop.
static int64_t countUnrolled(Operation *inner) {
  auto loop = dyn_cast<scf::ForOp>(inner);
  APInt trips;
  if (!loop || !matchPattern(loop.getUpperBound(), m_ConstantInt(&trips)))
    return 0;
  return trips.sgt(unrolledTrips) ? 0 : trips.sgt(1) ? 2 : 1;
}

namespace {
/// Counts the terms on the way from what a loop carries to what it hands on.
class TermCounter {
public:
  explicit TermCounter(Value carried) { counts[carried] = 0; }

  /// Terms that are added on the longest way to the value; -1 if there is none.
  int64_t count(Value value) {
    auto [known, isNew] = counts.try_emplace(value, -1);
    if (!isNew)
      return known->second;
    int64_t terms = countNew(value);
    return counts[value] = terms;
  }

private:
  int64_t countNew(Value value) {
    auto result = dyn_cast<OpResult>(value);
    if (!result)
      return -1;
    Operation *op = result.getOwner();
    unsigned index = result.getResultNumber();
    if (isa<arith::AddFOp, arith::SubFOp, arith::SelectOp>(op)) {
      int64_t most = -1;
      for (Value operand : op->getOperands())
        most = std::max(most, count(operand));
      return most < 0 || isa<arith::SelectOp>(op) ? most : most + 1;
    }
    if (auto branch = dyn_cast<scf::IfOp>(op))
      return std::max(count(branch.thenYield()->getOperand(index)),
                      count(branch.elseYield()->getOperand(index)));
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      int64_t before = count(loop.getInitArgs()[index]), times = countUnrolled(op);
      if (before < 0 || times == 0)
        return -1;
      int64_t inside =
          TermCounter(loop.getRegionIterArg(index)).count(loop.getYieldedValues()[index]);
      return before + times * std::max<int64_t>(inside, 0);
    }
    return -1;
  }

  llvm::DenseMap<Value, int64_t> counts;
};
} // namespace

static bool isInvariant(Value value, Operation *loop, unsigned depth = 16) {
  if (!loop->isAncestor(value.getParentRegion()->getParentOp()))
    return true;
  Operation *op = value.getDefiningOp();
  return op && depth > 0 && op->getNumRegions() == 0 && isMemoryEffectFree(op) &&
         llvm::all_of(op->getOperands(),
                      [&](Value operand) { return isInvariant(operand, loop, depth - 1); });
}

/// Stores to numbers in memory that is the same in every iteration.
static int64_t countStores(Region &region, Operation *loop) {
  int64_t stores = 0;
  for (Operation &op : region.getOps()) {
    if (auto store = dyn_cast<cxx::StoreOp>(op)) {
      stores += isa<FloatType>(store.getValue().getType()) && isInvariant(store.getAddress(), loop);
      continue;
    }
    int64_t times = isa<scf::IfOp>(op) ? 1 : countUnrolled(&op);
    for (Region &inner : op.getRegions())
      stores += times * countStores(inner, loop);
  }
  return stores;
}

static bool carriesSeveralTerms(ValueRange carried, ValueRange handedOn) {
  return llvm::any_of(llvm::zip_equal(carried, handedOn), [](auto pair) {
    auto [argument, value] = pair;
    return isa<FloatType>(argument.getType()) && TermCounter(argument).count(value) > 1;
  });
}

bool cpp::addsSeveralTerms(Operation *op) {
  if (auto loop = dyn_cast<scf::ForOp>(op))
    return carriesSeveralTerms(loop.getRegionIterArgs(), loop.getYieldedValues()) ||
           countStores(loop.getRegion(), op) > 1;
  auto loop = cast<scf::WhileOp>(op);
  // From the arguments of the test to those of the body, and on to the test.
  scf::ConditionOp condition = loop.getConditionOp();
  for (auto [index, argument] : llvm::enumerate(loop.getBeforeArguments())) {
    if (!isa<FloatType>(argument.getType()))
      continue;
    int64_t terms = 0;
    TermCounter before(argument);
    for (auto [handed, value] : llvm::enumerate(condition.getArgs()))
      if (int64_t first = before.count(value); first >= 0)
        terms = std::max(terms,
                         first + std::max<int64_t>(0, TermCounter(loop.getAfterArguments()[handed])
                                                          .count(loop.getYieldedValues()[index])));
    if (terms > 1)
      return true;
  }
  return countStores(loop.getBefore(), op) + countStores(loop.getAfter(), op) > 1;
}
