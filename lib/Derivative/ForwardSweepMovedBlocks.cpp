// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shadows of blocks that `realloc` may move.

#include "ForwardSweep.h"
#include "TypedMemory.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

void ForwardSweep::findMovedBlocks(Block &primal) {
  primal.walk([&](Operation *op) {
    if (cxx::isBlockSize(op))
      for (ObjectId id : pointsTo.getTargets(op->getOperand(0)))
        if (pointsTo.getObjects()[id].kind == MemoryObject::Kind::Heap)
          movedBlocks.insert(pointsTo.getObjects()[id].site);
  });
}

// What `realloc` moves is all that the old block has room for, which may be more than was asked
// for.
Value ForwardSweep::getShadowCount(Operation *op) {
  auto heap = cast<cxx::AllocOp>(op);
  Value count = getCopy(heap.getCount());
  bool isMalloc =
      heap.getKind() == cxx::AllocKind::Malloc || heap.getKind() == cxx::AllocKind::Calloc;
  if (!isMalloc || !movedBlocks.contains(heap))
    return count;
  Location location = op->getLoc();
  Type pointee = heap.getAddress().getType().getPointee();
  int64_t size = isa<NoneType>(pointee) ? 1 : cxx::getTypeSize(pointee);
  Value room = cxx::createBlockSize(builder, location, getCopy(heap.getAddress()));
  if (size != 1)
    room = arith::DivUIOp::create(
        builder, location,
        arith::AddIOp::create(builder, location, room, emitIndex(builder, location, size - 1)),
        emitIndex(builder, location, size));
  return arith::MaxUIOp::create(builder, location, count, room);
}

/// The shadow of what the function gets has as much room as the caller gave it: nobody can tell.
void ForwardSweep::checkMovedBlock(Operation *blockSize) {
  if (inCold || failed)
    return;
  for (ObjectId id : pointsTo.getTargets(blockSize->getOperand(0)))
    if (activity.isMirroredObject(id) && !pointsTo.getObjects()[id].isPrivate()) {
      failed = true;
      InFlightDiagnostic refusal =
          emitRefusal(blockSize->getLoc(), "active-reallocation",
                      "'realloc' of memory that was not allocated in the differentiated function "
                      "is not supported where it carries a derivative");
      refusal.attachNote(blockSize->getLoc())
          << "copy to a block of the function's own, or allocate it there";
      return;
    }
}
