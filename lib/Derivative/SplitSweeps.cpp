// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SplitSweeps.h"

#include "Recall.h"
#include "SharedTapes.h"
#include "TypedMemory.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace costate;

namespace {
class Splitter {
public:
  Splitter(const CombinedSweeps &combined, func::FuncOp augmented, func::FuncOp pullback)
      : combined(combined), augmented(augmented), pullback(pullback), block(*combined.block),
        results(combined.results), adjoints(combined.adjoints), builder(block.getParent()) {
    for (Operation *op = combined.marker; op; op = op->getNextNode())
      second.insert(op);
    front = combined.marker;
  }

  void run() {
    recompute(&Splitter::isCheapAlways);
    recompute(&Splitter::isCheapHere);
    eraseDead();
    placeStorage();
    passFrame();
    moveBodies();
  }

private:
  //===--- what crosses the middle ---===//

  bool isInSecondHalf(Operation *op) {
    while (op->getBlock() != &block)
      op = op->getParentOp();
    return second.contains(op);
  }

  bool isDefinedInFirstHalf(Value value) {
    if (auto argument = dyn_cast<BlockArgument>(value))
      return argument.getOwner() == &block && argument.getArgNumber() < augmented.getNumArguments();
    Operation *op = value.getDefiningOp();
    return op->getBlock() == &block && !second.contains(op);
  }

  /// In the order of their first use.
  llvm::SetVector<Value> findCrossing() {
    llvm::SetVector<Value> crossing;
    for (Operation *op = front; op; op = op->getNextNode())
      op->walk<WalkOrder::PreOrder>([&](Operation *inner) {
        for (Value operand : inner->getOperands())
          if (isDefinedInFirstHalf(operand) && !isa<ad::TapeType>(operand.getType()))
            crossing.insert(operand);
      });
    for (Value adjoint : adjoints)
      if (isDefinedInFirstHalf(adjoint))
        crossing.insert(adjoint);
    return crossing;
  }

  //===--- what is computed again ---===//

  bool isCheapAlways(Operation *op, const llvm::SetVector<Value> &) {
    return isa<arith::ConstantOp, ub::PoisonOp, cxx::NullOp, cxx::AddressOfOp, cxx::FieldOp,
               cxx::ElementOp, cxx::OffsetOp, cxx::CastOp, arith::IndexCastOp,
               arith::IndexCastUIOp>(op);
  }

  bool isCheapHere(Operation *op, const llvm::SetVector<Value> &crossing) {
    return isCheapExact(op) && llvm::all_of(op->getOperands(), [&](Value operand) {
             return crossing.contains(operand) ||
                    isa_and_nonnull<arith::ConstantOp>(operand.getDefiningOp());
           });
  }

  void recompute(bool (Splitter::*isCheap)(Operation *, const llvm::SetVector<Value> &)) {
    for (bool changed = true; changed;) {
      changed = false;
      llvm::SetVector<Value> crossing = findCrossing();
      for (Value value : crossing) {
        Operation *op = value.getDefiningOp();
        if (!op || op->getNumResults() != 1 || !(this->*isCheap)(op, crossing))
          continue;
        builder.setInsertionPoint(front);
        Operation *again = builder.clone(*op);
        second.insert(again);
        front = again;
        replaceInSecondHalf(value, again->getResult(0));
        changed = true;
      }
    }
  }

  void replaceInSecondHalf(Value from, Value to) {
    from.replaceUsesWithIf(to, [&](OpOperand &use) { return isInSecondHalf(use.getOwner()); });
    llvm::replace(adjoints, from, to);
  }

  void eraseDead() {
    SmallVector<Operation *> first;
    for (Operation &op : block)
      if (!second.contains(&op))
        first.push_back(&op);
    for (Operation *op : llvm::reverse(first)) {
      bool isReturned = llvm::any_of(
          op->getResults(), [&](Value result) { return llvm::is_contained(results, result); });
      if (!isReturned && isOpTriviallyDead(op))
        op->erase();
    }
  }

  //===--- local storage ---===//

  /// Storage was released by unwinding while it was local.
  void releaseBeforeThrows(cxx::AllocOp heap) {
    for (Operation *op = heap->getNextNode(); op && !second.contains(op); op = op->getNextNode())
      op->walk([&](cxx::RaiseOp raise) {
        builder.setInsertionPoint(raise);
        cxx::DeallocOp::create(builder, heap.getLoc(), cxx::DeallocKind::DeleteArray,
                               heap.getAddress());
      });
  }

  void placeStorage() {
    SmallVector<cxx::AllocaOp> locals;
    for (cxx::AllocaOp local : block.getOps<cxx::AllocaOp>()) {
      bool isUsedInSecond =
          llvm::any_of(local->getUsers(), [&](Operation *user) { return isInSecondHalf(user); });
      if (!second.contains(local) && (isUsedInSecond || combined.lasting.contains(local)))
        locals.push_back(local);
    }
    for (cxx::AllocaOp local : locals) {
      bool isSecondOnly =
          llvm::all_of(local->getUsers(), [&](Operation *user) { return isInSecondHalf(user); });
      if (isSecondOnly) {
        local->moveBefore(front);
        second.insert(local);
        front = local;
        continue;
      }
      builder.setInsertionPoint(local);
      auto heap = cxx::AllocOp::create(builder, local.getLoc(), local.getAddress().getType(),
                                       cxx::AllocKind::NewArray,
                                       emitIndex(builder, local.getLoc(), 1), local.getZeroed());
      heap->setAttr("ad.checked", builder.getUnitAttr());
      local.getAddress().replaceAllUsesWith(heap.getAddress());
      local.erase();
      releaseBeforeThrows(heap);
      builder.setInsertionPointToEnd(&block);
      second.insert(cxx::DeallocOp::create(builder, heap.getLoc(), cxx::DeallocKind::DeleteArray,
                                           heap.getAddress()));
    }
  }

  //===--- the frame ---===//

  void passFrame() {
    llvm::SetVector<Value> crossing = findCrossing();
    llvm::DenseMap<Value, ad::TapePushOp> pushes;
    Operation *firstOfRest = front;
    for (Value value : crossing) {
      Location location = value.getLoc();
      Type type = value.getType();
      Value tape = getSharedTape(block, type);
      // Pops in order of use; pushes the other way round.
      if (ad::TapePushOp &push = pushes[tape]) {
        push.prepend(value);
      } else {
        builder.setInsertionPoint(front);
        push = ad::TapePushOp::create(builder, location, tape, value);
      }
      builder.setInsertionPoint(firstOfRest);
      auto pop = ad::TapePopOp::create(builder, location, type, tape);
      second.insert(pop);
      if (front == firstOfRest)
        front = pop;
      replaceInSecondHalf(value, pop.getValue());
    }
  }

  //===--- the functions ---===//

  void moveBodies() {
    Block &firstBody = augmented.front(), &secondBody = pullback.front();
    secondBody.getOperations().splice(secondBody.end(), block.getOperations(), front->getIterator(),
                                      block.end());
    firstBody.getOperations().splice(firstBody.end(), block.getOperations());
    unsigned count = augmented.getNumArguments();
    for (BlockArgument argument : block.getArguments()) {
      unsigned index = argument.getArgNumber();
      Value own =
          index < count ? augmented.getArgument(index) : pullback.getArgument(index - count);
      argument.replaceAllUsesWith(own);
      llvm::replace(results, Value(argument), own);
      llvm::replace(adjoints, Value(argument), own);
    }
    // The placeholders of tapes stand in the first half.
    for (ad::TapeCreateOp create :
         llvm::make_early_inc_range(firstBody.getOps<ad::TapeCreateOp>())) {
      auto isInPullback = [&](OpOperand &use) {
        return use.getOwner()->getParentOfType<func::FuncOp>() == pullback;
      };
      if (!isSharedTape(create) || llvm::none_of(create->getUses(), isInPullback))
        continue;
      Type element = cast<ad::TapeType>(create.getTape().getType()).getElementType();
      create.getTape().replaceUsesWithIf(getSharedTape(secondBody, element), isInPullback);
      if (create->use_empty())
        create.erase();
    }
    builder.setInsertionPointToEnd(&firstBody);
    func::ReturnOp::create(builder, augmented.getLoc(), results);
    builder.setInsertionPointToEnd(&secondBody);
    func::ReturnOp::create(builder, pullback.getLoc(), adjoints);
  }

  const CombinedSweeps &combined;
  func::FuncOp augmented, pullback;
  Block &block;
  SmallVector<Value> results, adjoints;
  OpBuilder builder;
  /// The operations of the block that belong to the second half, and the first one of them.
  llvm::DenseSet<Operation *> second;
  Operation *front;
};
} // namespace

void costate::splitSweeps(const CombinedSweeps &combined, func::FuncOp augmented,
                          func::FuncOp pullback) {
  Splitter(combined, augmented, pullback).run();
}
